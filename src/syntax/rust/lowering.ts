import type { Expression, FunctionNode, Located, Statement } from '../imperative/tree.js';
import type { SyntaxNode } from '../tree-sitter.js';

/** What the parts of the lowering know of each other: each turns one kind of syntax node into plain data. */
export interface RustLowering {
  /** The text of the file, with its macros as they are written. */
  readonly text: string;
  readonly expression: (node: SyntaxNode) => Expression;
  /** The statements of a block; its last expression is given back. */
  readonly block: (node: SyntaxNode) => readonly Statement[];
  readonly function: (node: SyntaxNode) => FunctionNode;
}

/** Named children without comments. */
export function children(node: SyntaxNode | null): readonly SyntaxNode[] {
  return (
    node?.namedChildren.flatMap((child) =>
      child && child.type !== 'line_comment' && child.type !== 'block_comment' ? child : [],
    ) ?? []
  );
}

export function placeOf(node: SyntaxNode): Located {
  return { start: node.startIndex, end: node.endIndex };
}

/** The text of a node as it is written in the file. */
export function excerpt(node: SyntaxNode, text: string): string {
  return text.slice(node.startIndex, node.endIndex);
}
