import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodePath } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { TreeLowering } from '../tree-lowering.js';

/** The name of a type: of `Redis | null`, `Promise<Redis>`, `Redis<string>` it is `Redis`. Undefined for what has no name of its own. */
export function typePath(node: SyntaxNode | null, lowering: TreeLowering): CodePath | undefined {
  if (!node) return undefined;
  switch (node.type) {
    case 'type_annotation':
      return typePath(node.namedChildren.at(-1) ?? null, lowering);
    case 'type_identifier':
      return lowering.name(node);
    case 'nested_type_identifier':
      return lowering.code.dotted(rangeOf(node), node.text);
    case 'generic_type': {
      const base = node.childForFieldName('name');
      const [argument] = node.childForFieldName('type_arguments')?.namedChildren ?? [];
      return base?.text === 'Promise' ? typePath(argument ?? null, lowering) : typePath(base, lowering);
    }
    case 'union_type': {
      const kinds = unionParts(node).filter((part) => !/^(?:null|undefined)$/.test(part.text));
      return kinds.length === 1 ? typePath(kinds[0] ?? null, lowering) : undefined;
    }
    case 'parenthesized_type':
    case 'readonly_type':
      return typePath(node.namedChildren[0] ?? null, lowering);
    default:
      return undefined;
  }
}

function unionParts(node: SyntaxNode): readonly SyntaxNode[] {
  return node.namedChildren.flatMap((child) =>
    child === null ? [] : child.type === 'union_type' ? unionParts(child) : [child],
  );
}
