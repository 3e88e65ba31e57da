import type { SyntaxNode } from '../../tree-sitter.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReaders, TreeLowering } from '../tree-lowering.js';

/** `use` declarations: `use a::{b, c::D as E}` imports `a::b` as `b` and `a::c::D` as `E`. */
export const useReaders: NodeReaders = {
  use_declaration: (node, lowering) => {
    const argument = node.childForFieldName('argument');
    if (argument) readUse(argument, '', node, lowering);
    return undefined;
  },
  extern_crate_declaration: () => undefined,
};

function readUse(tree: SyntaxNode, before: string, whole: SyntaxNode, lowering: TreeLowering): void {
  const { code } = lowering;
  const joined = (text: string): string => (before === '' ? text : `${before}::${text}`);
  const range = rangeOf(whole);
  switch (tree.type) {
    case 'identifier':
      code.import({ ...range, name: tree.text, module: ownAsUnknown(joined(tree.text)) });
      break;
    case 'self':
      code.import({ ...range, name: before.split('::').at(-1) ?? '', module: ownAsUnknown(before) });
      break;
    case 'scoped_identifier':
      code.import({
        ...range,
        name: tree.childForFieldName('name')?.text ?? '',
        module: ownAsUnknown(joined(tree.text)),
      });
      break;
    case 'use_as_clause': {
      const path = tree.childForFieldName('path')?.text ?? '';
      const alias = tree.childForFieldName('alias')?.text ?? '';
      code.import({ ...range, name: alias === '_' ? '' : alias, module: ownAsUnknown(joined(path)) });
      break;
    }
    case 'use_list':
      for (const child of tree.namedChildren) if (child) readUse(child, before, whole, lowering);
      break;
    case 'scoped_use_list': {
      const path = tree.childForFieldName('path')?.text;
      const list = tree.childForFieldName('list');
      if (list) readUse(list, path === undefined ? before : joined(path), whole, lowering);
      break;
    }
    case 'use_wildcard':
      code.import({ ...range, name: '', module: joined(tree.text.replace(/::\*$/, '')) });
      break;
    default:
  }
}

/** What is of the crate itself is known by nothing: its target must not look like a library's. */
function ownAsUnknown(module: string): string {
  return /^(?:crate|self|super)(?:::|$)/.test(module) ? `?${module}` : module;
}
