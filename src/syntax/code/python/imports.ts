import { rangeOf } from '../tree-lowering.js';
import type { NodeReaders } from '../tree-lowering.js';

/** `import` and `from … import`. A relative module keeps its dots. */
export const importReaders: NodeReaders = {
  import_statement: (node, { code }) => {
    for (const child of node.namedChildren) {
      if (child?.type === 'aliased_import') {
        const module = child.childForFieldName('name')?.text ?? '';
        code.import({ ...rangeOf(node), name: child.childForFieldName('alias')?.text ?? module, module });
      } else if (child?.type === 'dotted_name') {
        // `import a.b` binds `a`, and `a.b.c` is found through it.
        const [first = ''] = child.text.split('.');
        code.import({ ...rangeOf(node), name: first, module: first });
      }
    }
    return undefined;
  },
  import_from_statement: (node, { code }) => {
    const source = node.childForFieldName('module_name');
    const module = source?.text ?? '';
    for (const child of node.namedChildren) {
      if (!child || child.id === source?.id) continue;
      if (child.type === 'wildcard_import') code.import({ ...rangeOf(node), name: 'import *', module });
      const member = child.type === 'aliased_import' ? child.childForFieldName('name')?.text : child.text;
      if (child.type !== 'aliased_import' && child.type !== 'dotted_name') continue;
      const name = child.childForFieldName('alias')?.text ?? member ?? '';
      code.import({ ...rangeOf(node), name, module, ...(member !== undefined && { member }) });
    }
    return undefined;
  },
};
