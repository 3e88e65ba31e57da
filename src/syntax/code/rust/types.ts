import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodePath } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { TreeLowering } from '../tree-lowering.js';

/** Types that hold one of another type, which is used as if it stood there alone. */
const wrappers =
  /^(?:\w+::)*(?:Arc|Rc|Box|Option|Mutex|RwLock|RefCell|Cell|Result|OnceCell|LazyLock|OnceLock|Lazy|Data|State|Extension|Json|Cow|Pin)$/;

/** The name of a type: of `&Arc<reqwest::Client>`, `Option<Client>`, `State<Pool>` it is that of what it holds. */
export function typePath(node: SyntaxNode | null, lowering: TreeLowering): CodePath | undefined {
  if (!node) return undefined;
  switch (node.type) {
    case 'type_identifier':
      return lowering.name(node);
    case 'scoped_type_identifier':
      return scopedPath(node, lowering);
    case 'reference_type':
    case 'pointer_type':
      return typePath(node.childForFieldName('type'), lowering);
    case 'generic_type': {
      const base = node.childForFieldName('type');
      const parameters = node.childForFieldName('type_arguments')?.namedChildren ?? [];
      const inner = parameters.find((child) => child !== null && child.type !== 'lifetime');
      return base && wrappers.test(base.text) ? typePath(inner ?? null, lowering) : typePath(base, lowering);
    }
    default:
      return undefined;
  }
}

/** `a::b::C` as a path; `self`, `crate` and `super` lead to what is not known. */
export function scopedPath(node: SyntaxNode, lowering: TreeLowering): CodePath {
  const { code } = lowering;
  const inner = node.childForFieldName('path');
  const name = node.childForFieldName('name')?.text ?? '';
  if (!inner) return code.path(rangeOf(node), name);
  const plain = inner.type === 'generic_type' ? (inner.childForFieldName('type') ?? inner) : inner;
  const object =
    plain.type === 'scoped_identifier' || plain.type === 'scoped_type_identifier'
      ? scopedPath(plain, lowering)
      : code.path(
          rangeOf(plain),
          /^(?:crate|self|super|Self)$/.test(plain.text) ? `?${plain.text}` : plain.text,
        );
  return code.path(rangeOf(node), name, object, true);
}
