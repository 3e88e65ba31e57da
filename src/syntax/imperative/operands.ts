import type { SyntaxNode } from '../tree-sitter.js';

/** The operands of a chain of one operator that binds to the left (`a . b . c`), so that long chains do not nest. */
export function operandsOf(node: SyntaxNode, operator: string): readonly SyntaxNode[] {
  const operands: SyntaxNode[] = [];
  let current = node;
  for (;;) {
    const left: SyntaxNode | null = current.childForFieldName('left');
    const right: SyntaxNode | null = current.childForFieldName('right');
    if (
      current.type !== 'binary_expression' ||
      current.childForFieldName('operator')?.text !== operator ||
      !left ||
      !right
    ) {
      operands.push(current);
      return operands.toReversed();
    }
    operands.push(right);
    current = left;
  }
}
