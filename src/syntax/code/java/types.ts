import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodePath } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { TreeLowering } from '../tree-lowering.js';

/** The name of a type: of `Cache<String, User>` it is `Cache`. Undefined for arrays, primitive types and `var`. */
export function typePath(node: SyntaxNode | null, lowering: TreeLowering): CodePath | undefined {
  switch (node?.type) {
    case 'type_identifier':
      return node.text === 'var' ? undefined : lowering.name(node);
    case 'scoped_type_identifier':
      return /^[\w.]+$/.test(node.text) ? lowering.code.dotted(rangeOf(node), node.text) : undefined;
    case 'generic_type':
      return typePath(node.namedChildren[0] ?? null, lowering);
    case 'annotated_type':
      return typePath(node.namedChildren.at(-1) ?? null, lowering);
    default:
      return undefined;
  }
}
