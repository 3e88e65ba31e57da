import type { SyntaxNode } from '../../tree-sitter.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReaders, TreeLowering } from '../tree-lowering.js';
import type { CodeValue } from '../code-file.js';

/** `import` and `export`. */
export const moduleReaders: NodeReaders = {
  import_statement: (node, lowering) => {
    const source = node.childForFieldName('source');
    if (source) readImport(node, moduleName(source), lowering);
    else
      for (const child of node.namedChildren)
        if (child?.type === 'import_require_clause') readImportRequire(child, lowering);
    return undefined;
  },
  export_statement: readExport,
};

/** The module that a string names, without `node:`. */
export function moduleName(source: SyntaxNode): string {
  return source.text.replace(/^['"`]|['"`]$/g, '').replace(/^node:/, '');
}

function readImport(node: SyntaxNode, module: string, { code }: TreeLowering): void {
  const clause = node.namedChildren.find((child) => child?.type === 'import_clause');
  if (!clause) {
    code.import({ ...rangeOf(node), name: '', module });
    return;
  }
  for (const child of clause.namedChildren) {
    if (child?.type === 'identifier') code.import({ ...rangeOf(node), name: child.text, module });
    if (child?.type === 'namespace_import')
      code.import({ ...rangeOf(node), name: child.namedChildren.at(-1)?.text ?? '', module });
    if (child?.type === 'named_imports')
      for (const specifier of child.namedChildren) {
        const member = specifier?.childForFieldName('name')?.text;
        if (member === undefined) continue;
        const name = specifier?.childForFieldName('alias')?.text ?? member;
        code.import({ ...rangeOf(node), name, module, ...(member !== 'default' && { member }) });
      }
  }
}

/** TypeScript's `import x = require('y')`. */
function readImportRequire(clause: SyntaxNode, { code }: TreeLowering): void {
  const name = clause.namedChildren.find((child) => child?.type === 'identifier')?.text;
  const source = clause.childForFieldName('source');
  if (name !== undefined && source) code.import({ ...rangeOf(clause), name, module: moduleName(source) });
}

function readExport(node: SyntaxNode, lowering: TreeLowering): undefined {
  const { code } = lowering;
  const source = node.childForFieldName('source');
  const clause = node.namedChildren.find((child) => child?.type === 'export_clause');
  if (clause) {
    for (const specifier of clause.namedChildren) {
      const name = specifier?.childForFieldName('name');
      if (!name) continue;
      const alias = specifier?.childForFieldName('alias')?.text ?? name.text;
      if (source) {
        const hidden = `export ${alias}`;
        code.import({
          ...rangeOf(node),
          name: hidden,
          module: moduleName(source),
          ...(name.text !== 'default' && { member: name.text }),
        });
        code.export(alias, code.path(rangeOf(name), hidden));
      } else code.export(alias, code.path(rangeOf(name), name.text));
    }
    return undefined;
  }
  if (source) {
    code.import({ ...rangeOf(node), name: 'export *', module: moduleName(source) });
    return undefined;
  }
  const decorators = node.namedChildren.filter((child) => child?.type === 'decorator');
  for (const decorator of decorators) if (decorator) lowering.value(decorator);
  const declaration = node.childForFieldName('declaration');
  const value = node.childForFieldName('value');
  if (declaration) {
    const read = lowering.value(declaration);
    if (node.children.some((child) => child?.type === 'default')) exportDefault(declaration, read, lowering);
  }
  if (value) code.export('default', lowering.value(value));
  return undefined;
}

function exportDefault(declaration: SyntaxNode, read: CodeValue, { code }: TreeLowering): void {
  const name = declaration.childForFieldName('name');
  code.export('default', name ? code.path(rangeOf(name), name.text) : read);
}
