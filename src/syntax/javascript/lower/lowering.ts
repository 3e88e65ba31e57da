import type { SyntaxNode } from '../../tree-sitter.js';
import type { ClassNode, Expression, FunctionNode, Pattern, Placed, Statement, TypeName } from '../tree.js';

/** What the parts of the lowering know of each other: each turns one kind of syntax node into plain data. */
export interface Lowering {
  /** The source text of a node. */
  readonly text: (node: SyntaxNode) => string;
  readonly expression: (node: SyntaxNode) => Expression;
  /** Statements of a block, program or single-statement body. */
  readonly statements: (nodes: readonly SyntaxNode[]) => Statement[];
  readonly body: (node: SyntaxNode | null) => Statement[];
  readonly pattern: (node: SyntaxNode) => Pattern;
  readonly function: (node: SyntaxNode, name?: string) => FunctionNode;
  readonly class: (node: SyntaxNode) => ClassNode;
  readonly type: (node: SyntaxNode | null) => TypeName | undefined;
  /** A property name: text where it is written, an expression where it is computed. */
  readonly key: (node: SyntaxNode) => string | Expression;
}

/** Offsets of a node. */
export function placeOf(node: SyntaxNode): Placed {
  return { start: node.startIndex, end: node.endIndex };
}

/** Named children without comments. */
export function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (const child of node.namedChildren)
    if (child && child.type !== 'comment' && child.type !== 'html_comment') found.push(child);
  return found;
}

/** Whether a node has an anonymous child token such as `async` or `static`. */
export function hasToken(node: SyntaxNode, token: string): boolean {
  return node.children.some((child) => child?.type === token);
}
