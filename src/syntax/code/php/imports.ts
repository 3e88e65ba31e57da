import type { SyntaxNode } from '../../tree-sitter.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReaders, TreeLowering } from '../tree-lowering.js';
import { enterNamespace } from './names.js';

/** `namespace` and `use`. A name stands for the fully qualified one, without the first backslash: `GuzzleHttp\Client`. */
export const importReaders: NodeReaders = {
  namespace_definition: (node, lowering) => {
    enterNamespace(node.childForFieldName('name')?.text ?? '', lowering);
    lowering.field(node, 'body');
    return undefined;
  },
  namespace_use_declaration: (node, lowering) => {
    const group = node.childForFieldName('body');
    const prefix = group ? node.namedChildren.find((child) => child?.type === 'namespace_name')?.text : '';
    for (const clause of (group ?? node).namedChildren)
      if (clause?.type === 'namespace_use_clause')
        readUse(clause, prefix === undefined || prefix === '' ? '' : `${prefix}\\`, lowering);
    return undefined;
  },
};

function readUse(clause: SyntaxNode, prefix: string, { code }: TreeLowering): void {
  const alias = clause.childForFieldName('alias');
  const written = clause.namedChildren.find(
    (child) => child !== null && child.id !== alias?.id && child.type.endsWith('name'),
  )?.text;
  if (written === undefined) return;
  const module = `${prefix}${written}`.replace(/^\\/, '');
  const name = alias?.text ?? module.slice(module.lastIndexOf('\\') + 1);
  code.import({ ...rangeOf(clause), name, module });
}
