import type { TreeNode } from './snapshot.js';
import type { ExportStatement, Expression, ImportedName, Statement } from '../tree.js';
import { stringValue } from './expressions.js';
import { decoratorsAmong } from './functions.js';
import { children, hasToken, placeOf, type Lowering } from './lowering.js';

/** Whether a node is an import or export statement. */
export function isModuleStatement(node: TreeNode): boolean {
  return node.type === 'import_statement' || node.type === 'export_statement';
}

/** An import or export statement; undefined for `export type` and what cannot be read. */
export function lowerModuleStatement(node: TreeNode, lowering: Lowering): Statement | undefined {
  return node.type === 'import_statement' ? lowerImport(node, lowering) : lowerExport(node, lowering);
}

function lowerImport(node: TreeNode, lowering: Lowering): Statement | undefined {
  const parts = children(node);
  const requires = parts.find((child) => child.type === 'import_require_clause');
  const source = node.childForFieldName('source') ?? requires?.childForFieldName('source');
  if (source?.type !== 'string') return undefined;
  const clause = parts.find((child) => child.type === 'import_clause');
  const typeOnly = hasToken(node, 'type') || hasToken(node, 'typeof');
  const local = requires && children(requires)[0];
  return {
    ...placeOf(node),
    kind: 'import',
    specifier: stringValue(source, lowering.text),
    names: local
      ? [{ imported: '*', local: lowering.text(local), typeOnly }]
      : clause
        ? importedNames(clause, lowering, typeOnly)
        : [],
    equals: requires !== undefined,
  };
}

function importedNames(clause: TreeNode, lowering: Lowering, typeOnly: boolean): ImportedName[] {
  return children(clause).flatMap((child) => {
    if (child.type === 'identifier') return [{ imported: 'default', local: lowering.text(child), typeOnly }];
    if (child.type === 'namespace_import') {
      const name = children(child)[0];
      return name ? [{ imported: '*', local: lowering.text(name), typeOnly }] : [];
    }
    return children(child).flatMap((specifier) => {
      const name = specifier.childForFieldName('name');
      if (!name) return [];
      const imported = exportedText(name, lowering);
      const alias = specifier.childForFieldName('alias');
      return [
        {
          imported,
          local: alias ? lowering.text(alias) : imported,
          typeOnly: typeOnly || hasToken(specifier, 'type'),
        },
      ];
    });
  });
}

function exportedText(node: TreeNode, lowering: Lowering): string {
  return node.type === 'string' ? stringValue(node, lowering.text) : lowering.text(node);
}

function lowerExport(node: TreeNode, lowering: Lowering): Statement | undefined {
  const form = exportForm(node, lowering);
  return form && { ...placeOf(node), kind: 'export', form };
}

function exportForm(node: TreeNode, lowering: Lowering): ExportStatement['form'] | undefined {
  if (hasToken(node, 'type')) return undefined;
  const source = node.childForFieldName('source');
  const specifier = source ? stringValue(source, lowering.text) : undefined;
  const parts = children(node);
  const clause = parts.find((child) => child.type === 'export_clause');
  if (clause)
    return {
      kind: 'names',
      names: children(clause).flatMap((child) => {
        const name = child.childForFieldName('name');
        if (!name || hasToken(child, 'type')) return [];
        const local = exportedText(name, lowering);
        const alias = child.childForFieldName('alias');
        return [{ local, exported: alias ? exportedText(alias, lowering) : local }];
      }),
      ...(specifier !== undefined && { specifier }),
    };
  if (specifier !== undefined) {
    const namespace = parts.find((child) => child.type === 'namespace_export');
    const name = namespace && children(namespace)[0];
    return { kind: 'all', specifier, ...(name && { exported: exportedText(name, lowering) }) };
  }
  return valueForm(node, parts, lowering);
}

function valueForm(
  node: TreeNode,
  parts: readonly TreeNode[],
  lowering: Lowering,
): ExportStatement['form'] | undefined {
  const declaration = node.childForFieldName('declaration');
  const value = node.childForFieldName('value');
  const decorators = decoratorsAmong(parts, lowering);
  if (hasToken(node, 'default')) {
    const exported = value ?? declaration;
    if (!exported || exported.type === 'interface_declaration') return undefined;
    return { kind: 'default', value: decorated(lowering.expression(exported), decorators) };
  }
  if (hasToken(node, '=')) {
    const exported = parts.find((child) => child.type !== 'decorator');
    return exported && { kind: 'equals', value: lowering.expression(exported) };
  }
  const [lowered] = declaration ? lowering.statements([declaration]) : [];
  if (!lowered) return undefined;
  return {
    kind: 'declaration',
    declaration:
      lowered.kind === 'class' && decorators.length > 0
        ? {
            ...lowered,
            class: { ...lowered.class, decorators: [...decorators, ...lowered.class.decorators] },
          }
        : lowered,
  };
}

function decorated(value: Expression, decorators: readonly Expression[]): Expression {
  if (value.kind !== 'class' || decorators.length === 0) return value;
  return {
    ...value,
    class: { ...value.class, decorators: [...decorators, ...value.class.decorators] },
  };
}
