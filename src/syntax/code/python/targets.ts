import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodeValue } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { TreeLowering } from '../tree-lowering.js';
import { typePath } from './types.js';

/** Tells of `target = value`; the names of tuples are declared without a value. */
export function bindTarget(
  target: SyntaxNode,
  value: CodeValue | undefined,
  whole: SyntaxNode,
  lowering: TreeLowering,
): void {
  const { code } = lowering;
  if (target.type === 'identifier') {
    const type = typePath(whole.childForFieldName('type'), lowering);
    code.declare(target.text, {
      range: rangeOf(whole),
      ...(value && { value }),
      ...(type && { type }),
    });
    return;
  }
  if (target.type === 'attribute' || target.type === 'subscript') {
    const place = lowering.value(target);
    if (place.kind === 'path' && value) code.assign(rangeOf(whole), place, value);
    return;
  }
  for (const child of target.namedChildren) if (child) bindTarget(child, undefined, target, lowering);
}
