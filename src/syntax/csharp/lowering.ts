import type { Argument, Expression, FunctionNode, Statement } from '../imperative/tree.js';
import type { SyntaxNode } from '../tree-sitter.js';

/** What the parts of the lowering know of each other: each turns one kind of syntax node into plain data. */
export interface CSharpLowering {
  /** The text of the file. */
  readonly text: string;
  readonly expression: (node: SyntaxNode) => Expression;
  /** Statements of a block, an arrow or a single-statement body. */
  readonly body: (node: SyntaxNode | null) => readonly Statement[];
  readonly function: (node: SyntaxNode) => FunctionNode;
  readonly arguments: (node: SyntaxNode | null) => readonly Argument[];
}

/** Named children without comments and directives of the compiler that hold no code. */
export function children(node: SyntaxNode | null): readonly SyntaxNode[] {
  return (
    node?.namedChildren.flatMap((child) =>
      child &&
      child.type !== 'comment' &&
      !/^preproc_(nullable|region|endregion|pragma|line|define|undef)$/.test(child.type)
        ? child
        : [],
    ) ?? []
  );
}

/** The last part of a name, without generic arguments. */
export function simpleName(text: string): string {
  const plain = text.replace(/<[\s\S]*$/, '');
  return plain.slice(plain.lastIndexOf('.') + 1).trim();
}
