import type { SourceSpan } from '../../../model/source-span.js';
import type { CSharpFile } from '../../../syntax/csharp/files.js';
import type { ClassNode, FunctionNode } from '../../../syntax/imperative/tree.js';
import type { Convention, RouteScope } from './pipeline.js';

/** What is known of a value while an application's start is followed. */
export type Value =
  /** An application, a branch of it, a group: routes are mapped on it. */
  | { readonly kind: 'router'; readonly scope: RouteScope; readonly isGroup: boolean }
  /** What mapping routes returns: what is said of it is said of each. */
  | { readonly kind: 'endpoints'; readonly conventions: readonly Convention[][] }
  /** The builder of an application. */
  | { readonly kind: 'host' }
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'function';
      readonly function: FunctionNode;
      readonly frame: Frame;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'list'; readonly values: readonly Value[] }
  /** A class or an object of one. */
  | { readonly kind: 'class'; readonly name: string }
  | { readonly kind: 'unknown' };

/** What routes are mapped on. */
export type Router = Value & { readonly kind: 'router' };

export const unknown: Value = { kind: 'unknown' };

/** One run of a function. */
export interface Frame {
  readonly file: CSharpFile;
  readonly owner?: ClassNode;
  readonly variables: Map<string, Value>;
  readonly parent?: Frame;
  readonly condition?: string;
  /** Where the application's own project called what leads here, when this file is of another project. */
  readonly site?: SourceSpan;
}

/** What a variable holds, in this function or those around it. */
export function lookup(frame: Frame, name: string): Value | undefined {
  for (let at: Frame | undefined = frame, depth = 0; at && depth < 100; at = at.parent, depth += 1) {
    const value = at.variables.get(name);
    if (value) return value;
  }
  return undefined;
}
