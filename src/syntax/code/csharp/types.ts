import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodePath } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { TreeLowering } from '../tree-lowering.js';

const wrappers = /^(?:Task|ValueTask|Lazy|Nullable)$/;

/**
 * The name of a type without its namespace: of `StackExchange.Redis.IDatabase?` and `Task<IDatabase>` it is `IDatabase`. Undefined for built-in types
 * and for what has no name.
 */
export function typePath(node: SyntaxNode | null, lowering: TreeLowering): CodePath | undefined {
  if (!node) return undefined;
  switch (node.type) {
    case 'identifier':
      return lowering.code.typeName(rangeOf(node), node.text);
    case 'qualified_name':
    case 'alias_qualified_name':
      return typePath(node.childForFieldName('name'), lowering);
    case 'nullable_type':
    case 'ref_type':
      return typePath(node.childForFieldName('type') ?? node.namedChildren[0] ?? null, lowering);
    case 'generic_name': {
      const [base, types] = node.namedChildren;
      return base && wrappers.test(base.text)
        ? typePath(types?.namedChildren[0] ?? null, lowering)
        : typePath(base ?? null, lowering);
    }
    default:
      return undefined;
  }
}

/** `Get` of `Get<A, B>`, with the types as written. */
export function genericName(node: SyntaxNode): { readonly name: string; readonly types: readonly string[] } {
  if (node.type !== 'generic_name') return { name: node.text, types: [] };
  const [base, types] = node.namedChildren;
  return {
    name: base?.text ?? '',
    types: (types?.namedChildren ?? []).flatMap((type) => (type ? [type.text] : [])),
  };
}
