import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodeArgument } from '../code-file.js';
import type { TreeLowering } from '../tree-lowering.js';

/** `(a, name: b, out var c)`. */
export function argumentsOf(list: SyntaxNode | null, lowering: TreeLowering): readonly CodeArgument[] {
  return (list?.namedChildren ?? []).flatMap((child): readonly CodeArgument[] => {
    if (child?.type !== 'argument') return [];
    const inner = child.namedChildren.findLast((part) => part?.isExtra === false);
    if (!inner) return [];
    const name = child.childForFieldName('name');
    return [{ value: lowering.value(inner), ...(name && { name: name.text }) }];
  });
}
