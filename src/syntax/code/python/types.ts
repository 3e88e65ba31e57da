import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodePath } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { TreeLowering } from '../tree-lowering.js';

const wrappers = /^(?:typing\.)?(?:Optional|Annotated|Awaitable|Final|ClassVar)$/;

/** The name of a type: of `Optional[Redis]`, `Redis | None`, `"Redis"`, `Annotated[Redis, Depends(…)]` it is `Redis`. */
export function typePath(node: SyntaxNode | null, lowering: TreeLowering): CodePath | undefined {
  if (!node) return undefined;
  switch (node.type) {
    case 'type':
      return typePath(node.namedChildren[0] ?? null, lowering);
    case 'identifier':
      return lowering.name(node);
    case 'attribute': {
      const value = lowering.value(node);
      return value.kind === 'path' ? value : undefined;
    }
    case 'string': {
      const text = node.text.replace(/^["']|["']$/g, '');
      return /^[\w.]+$/.test(text) ? lowering.code.dotted(rangeOf(node), text) : undefined;
    }
    case 'generic_type': {
      const [base, parameters] = node.namedChildren;
      if (base && wrappers.test(base.text)) {
        for (const other of parameters?.namedChildren.slice(1) ?? []) if (other) lowering.value(other);
        return typePath(parameters?.namedChildren[0] ?? null, lowering);
      }
      return typePath(base ?? null, lowering);
    }
    case 'subscript': {
      const base = node.childForFieldName('value');
      return base && wrappers.test(base.text)
        ? typePath(node.childForFieldName('subscript'), lowering)
        : typePath(base, lowering);
    }
    case 'binary_operator': {
      const parts = [node.childForFieldName('left'), node.childForFieldName('right')].filter(
        (part) => part?.type !== 'none',
      );
      return parts.length === 1 ? typePath(parts[0] ?? null, lowering) : undefined;
    }
    default:
      return undefined;
  }
}
