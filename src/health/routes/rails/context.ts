import type { RouteGap } from '../../../model/endpoint.js';
import type { SourceText } from '../../../model/source-text.js';
import type { RubyProgram } from '../../../syntax/ruby/program.js';
import type { RubyFrame } from '../../../syntax/ruby/value.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import type { RawMount, RawRoute } from './raw-route.js';
import type { RailsScope } from './scope.js';

/** One parsed file; the tree lives as long as the reading. */
export interface RoutesFile {
  readonly source: SourceText;
  readonly root: SyntaxNode;
  readonly program: RubyProgram;
}

/** A piece of program that can be run again: a concern, a method, the block of a call. */
export interface Piece {
  readonly node: SyntaxNode;
  readonly parameters: readonly string[];
  readonly context: Context;
}

/** Where the interpreter stands. */
export interface Context {
  readonly file: RoutesFile;
  readonly frame: RubyFrame;
  readonly scope: RailsScope;
  /** Names that stand for the mapper itself: `|map|`, the argument of `with_options`. */
  readonly aliases: ReadonlySet<string>;
  readonly block?: Piece;
  readonly depth: number;
  readonly out: Output;
}

/** What one `routes.draw` gives. */
export interface Output {
  readonly owner: string;
  readonly routes: RawRoute[];
  readonly mounts: RawMount[];
  readonly gaps: RouteGap[];
}

/** The block of a call. */
export function pieceOf(call: SyntaxNode, context: Context): Piece | undefined {
  const block = call.childForFieldName('block');
  const node = block?.childForFieldName('body');
  return block && node ? { node, parameters: parameterNames(block), context } : undefined;
}

export function parameterNames(node: SyntaxNode): readonly string[] {
  return (node.childForFieldName('parameters')?.namedChildren ?? []).flatMap((child) =>
    child ? [child.childForFieldName('name')?.text ?? child.text] : [],
  );
}
