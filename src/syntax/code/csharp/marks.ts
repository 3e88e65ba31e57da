import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodeArgument } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { TreeLowering } from '../tree-lowering.js';

/** Reads the attributes before a declaration; `parameter` for those of a parameter of the function that is being read. */
export function readMarks(node: SyntaxNode, lowering: TreeLowering, on?: 'parameter'): void {
  for (const list of node.namedChildren)
    if (list?.type === 'attribute_list')
      for (const attribute of list.namedChildren)
        if (attribute?.type === 'attribute') readMark(attribute, lowering, on);
}

function readMark(node: SyntaxNode, lowering: TreeLowering, on?: 'parameter'): void {
  const name = node.childForFieldName('name');
  if (!name) return;
  const plain = name.text.replace(/<.*$/s, '').replace(/^.*[.:]/s, '');
  const path = lowering.code.typeName(rangeOf(name), plain.replace(/(?<=.)Attribute$/, ''));
  const list = node.namedChildren.find((child) => child?.type === 'attribute_argument_list');
  lowering.code.mark(rangeOf(node), path, argumentsOf(list ?? null, lowering), on);
}

/** `("x", Roles = "y", name: 1)`. */
function argumentsOf(list: SyntaxNode | null, lowering: TreeLowering): readonly CodeArgument[] {
  return (list?.namedChildren ?? []).flatMap((child): readonly CodeArgument[] => {
    const inner = child?.namedChildren.at(-1);
    if (!child || !inner) return [];
    if (inner.type === 'assignment_expression') {
      const name = inner.childForFieldName('left')?.text;
      const value = lowering.field(inner, 'right');
      return value ? [{ value, ...(name !== undefined && { name }) }] : [];
    }
    const name = child.childForFieldName('name')?.text;
    return [{ value: lowering.value(inner), ...(name !== undefined && { name }) }];
  });
}
