import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';
import { spanOf } from '../tree-sitter.js';
import type { SyntaxNode } from '../tree-sitter.js';
import { annotationsOf } from './annotations.js';
import type { JavaAnnotation } from './annotations.js';

/** A call in a method's body. */
export interface JavaCall {
  /** What it is called on, as written without spaces; empty for the own object. */
  readonly object: string;
  readonly name: string;
  readonly arguments: number;
  readonly span: SourceSpan;
}

export interface JavaMethod {
  readonly name: string;
  /** Where the name stands. */
  readonly span: SourceSpan;
  readonly annotations: readonly JavaAnnotation[];
  /** Name → type as written, in order. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Type as written; absent for constructors. */
  readonly result?: string;
  /** The body as written; absent for abstract methods. */
  readonly body?: string;
  readonly calls: readonly JavaCall[];
  readonly throws: boolean;
}

/** Bodies with more calls are generated; what comes after is left out. */
const mostCalls = 2_000;

/** Takes a method (or constructor) out of its tree. */
export function lowerMethod(source: SourceText, node: SyntaxNode): JavaMethod {
  const name = node.childForFieldName('name') ?? node;
  const body = node.childForFieldName('body');
  const result = node.childForFieldName('type')?.text;
  return {
    name: name.text,
    span: spanOf(source, name),
    annotations: annotationsOf(source, node),
    parameters: parametersOf(node.childForFieldName('parameters')),
    ...(result !== undefined && { result }),
    ...(body && { body: body.text }),
    calls: body ? callsIn(source, body) : [],
    throws: (body?.descendantsOfType('throw_statement').length ?? 0) > 0,
  };
}

/** The parameters of a method or record, name → type as written. */
export function parametersOf(list: SyntaxNode | null): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const parameter of list?.namedChildren ?? []) {
    const type = parameter?.childForFieldName('type')?.text;
    const name = parameter?.childForFieldName('name')?.text;
    if (type !== undefined && name !== undefined) parameters.set(name, type);
  }
  return parameters;
}

function callsIn(source: SourceText, body: SyntaxNode): readonly JavaCall[] {
  return body
    .descendantsOfType('method_invocation')
    .slice(0, mostCalls)
    .flatMap((call) => {
      if (!call) return [];
      const object = call.childForFieldName('object')?.text.slice(0, 300).replaceAll(/\s+/g, '') ?? '';
      return [
        {
          object: object.replace(/^this(\.|$)/, ''),
          name: call.childForFieldName('name')?.text ?? '',
          arguments: call.childForFieldName('arguments')?.namedChildCount ?? 0,
          span: spanOf(source, call),
        },
      ];
    });
}
