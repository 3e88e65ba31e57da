import type { Argument, Expression, FunctionNode, Statement } from '../imperative/tree.js';
import type { SyntaxNode } from '../tree-sitter.js';

/** What the parts of the lowering know of each other: each turns one kind of syntax node into plain data. */
export interface PhpLowering {
  /** The text of the file. */
  readonly text: string;
  readonly expression: (node: SyntaxNode) => Expression;
  /** Statements of a block or a single-statement body. */
  readonly body: (node: SyntaxNode | null) => readonly Statement[];
  readonly function: (node: SyntaxNode) => FunctionNode;
  readonly arguments: (node: SyntaxNode | null) => readonly Argument[];
}

/** Named children without comments. */
export function children(node: SyntaxNode | null): readonly SyntaxNode[] {
  return node?.namedChildren.flatMap((child) => (child && child.type !== 'comment' ? child : [])) ?? [];
}

/** The name of a variable without `$`; of anything else its text. */
export function variableName(node: SyntaxNode): string {
  return node.type === 'variable_name' ? node.text.slice(1) : node.text.replace(/^&\s*\$?/, '');
}
