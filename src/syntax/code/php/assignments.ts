import type { SyntaxNode } from '../../tree-sitter.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';

const readAssignment: NodeReader = (node, lowering) => {
  const left = node.childForFieldName('left');
  if (left?.type === 'list_literal' || left?.type === 'array_creation_expression') {
    const value = lowering.field(node, 'right');
    declareNames(left, lowering);
    return value;
  }
  const place = left && lowering.value(left);
  const value = lowering.field(node, 'right');
  if (place?.kind === 'path' && value) lowering.code.assign(rangeOf(node), place, value);
  return value;
};

export const assignmentReaders: NodeReaders = {
  assignment_expression: readAssignment,
  reference_assignment_expression: readAssignment,
  augmented_assignment_expression: (node, lowering) => {
    const place = lowering.field(node, 'left');
    const isDefault = node.childForFieldName('operator')?.text === '??=';
    const value = isDefault
      ? lowering.code.conditional(() => lowering.field(node, 'right'))
      : lowering.field(node, 'right');
    if (place?.kind === 'path' && value && isDefault) lowering.code.assign(rangeOf(node), place, value);
    return value;
  },
};

/** Declares the variables of `[$a, 'k' => $b]`, `$key => $value`. */
export function declareNames(node: SyntaxNode, lowering: TreeLowering): void {
  if (node.type === 'variable_name') lowering.code.declare(node.text);
  else for (const child of node.namedChildren) if (child) declareNames(child, lowering);
}
