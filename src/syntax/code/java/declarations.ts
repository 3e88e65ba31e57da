import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodePath } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { parameterOf } from './functions.js';
import { readMarks } from './marks.js';
import { typePath } from './types.js';

const readClass: NodeReader = (node, lowering) => {
  const { code } = lowering;
  readMarks(node, lowering);
  const body = node.childForFieldName('body');
  const components = node.type === 'record_declaration' ? node.childForFieldName('parameters') : null;
  code.class(rangeOf(node), node.childForFieldName('name')?.text ?? '', basesOf(node, lowering), () => {
    for (const component of components?.namedChildren ?? [])
      if (component) {
        readMarks(component, lowering);
        code.dropMarks();
        for (const { name, type } of parameterOf(component, lowering))
          code.declare(name, { in: 'class', ...(type && { type }) });
      }
    if (body) lowering.children(body);
  });
  return undefined;
};

const readField: NodeReader = (node, lowering) => {
  readMarks(node, lowering);
  lowering.code.dropMarks();
  readDeclarators(node, lowering, 'class');
  return undefined;
};

/** Packages, imports, types and what they hold. */
export const declarationReaders: NodeReaders = {
  package_declaration: () => undefined,
  import_declaration: (node, { code }) => {
    const written = node.namedChildren.find((child) => child?.type.endsWith('identifier'))?.text;
    if (written === undefined) return undefined;
    const module = written.replaceAll(/\s/g, '');
    const at = module.lastIndexOf('.');
    const name = module.slice(at + 1);
    if (node.namedChildren.some((child) => child?.type === 'asterisk'))
      code.import({ ...rangeOf(node), name: '*', module });
    else if (node.children.some((child) => child?.type === 'static'))
      code.import({ ...rangeOf(node), name, module: module.slice(0, Math.max(at, 0)), member: name });
    else code.import({ ...rangeOf(node), name, module });
    return undefined;
  },
  class_declaration: readClass,
  interface_declaration: readClass,
  enum_declaration: readClass,
  record_declaration: readClass,
  annotation_type_declaration: readClass,
  field_declaration: readField,
  constant_declaration: readField,
  enum_constant: (node, lowering) => {
    lowering.field(node, 'arguments');
    const body = node.childForFieldName('body');
    if (body) lowering.code.class(rangeOf(body), '', [], () => lowering.children(body));
    return undefined;
  },
  local_variable_declaration: (node, lowering) => {
    readDeclarators(node, lowering);
    return undefined;
  },
};

/** `Type a = …, b`. */
function readDeclarators(node: SyntaxNode, lowering: TreeLowering, place?: 'class'): void {
  const written = node.childForFieldName('type');
  for (const child of node.namedChildren) {
    if (child?.type !== 'variable_declarator') continue;
    const name = child.childForFieldName('name')?.text;
    const type = typePath(written, lowering);
    const value = lowering.field(child, 'value');
    if (name !== undefined)
      lowering.code.declare(name, {
        range: rangeOf(child),
        ...(place && { in: place }),
        ...(type && { type }),
        ...(value && { value }),
      });
  }
}

function basesOf(node: SyntaxNode, lowering: TreeLowering): readonly CodePath[] {
  const bases: CodePath[] = [];
  for (const child of node.namedChildren) {
    if (!child || !/^(?:superclass|super_interfaces|extends_interfaces)$/.test(child.type)) continue;
    const types = child.namedChildren.flatMap((inner) =>
      inner?.type === 'type_list' ? inner.namedChildren : [inner],
    );
    for (const type of types) {
      const path = typePath(type, lowering);
      if (path) bases.push(path);
    }
  }
  return bases;
}
