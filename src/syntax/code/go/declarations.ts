import type { SyntaxNode } from '../../tree-sitter.js';
import type { FunctionStart } from '../code-builder.js';
import type { CodePath, CodeValue } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { givenTo } from './bind.js';
import { typePath } from './types.js';

const readNames: NodeReader = (node, lowering) => {
  const names = node.childrenForFieldName('name');
  const type = typePath(node.childForFieldName('type'), lowering);
  const given = givenTo(names.length, node.childForFieldName('value'), lowering);
  for (const [index, name] of names.entries())
    if (name && name.text !== '_')
      lowering.code.declare(name.text, { range: rangeOf(node), ...(type && { type }), ...given[index] });
  return undefined;
};

export const declarationReaders: NodeReaders = {
  var_spec: readNames,
  const_spec: readNames,
  type_spec: (node, lowering) => {
    const { code } = lowering;
    const name = node.childForFieldName('name')?.text ?? '';
    const type = node.childForFieldName('type');
    const fields = type?.type === 'struct_type' ? fieldsOf(type) : [];
    const bases = fields.flatMap((field) =>
      field.childForFieldName('name') ? [] : (typePath(field.childForFieldName('type'), lowering) ?? []),
    );
    code.class(rangeOf(node), name, bases, () => {
      for (const field of fields) declareField(field, lowering);
    });
    return undefined;
  },
  type_alias: (node, lowering) => {
    const name = node.childForFieldName('name');
    const type = typePath(node.childForFieldName('type'), lowering);
    if (name) lowering.code.declare(name.text, type ? { value: type } : {});
    return undefined;
  },
  function_declaration: (node, lowering) => {
    readFunction(node, lowering);
    return undefined;
  },
  method_declaration: (node, lowering) => {
    const receiver = node.childForFieldName('receiver')?.namedChildren[0];
    const type = baseName(receiver?.childForFieldName('type') ?? null);
    const self = receiver?.childForFieldName('name')?.text;
    lowering.code.membersOf(type, () => readFunction(node, lowering, self));
    return undefined;
  },
  func_literal: (node, lowering) => readFunction(node, lowering),
};

function fieldsOf(type: SyntaxNode): readonly SyntaxNode[] {
  const [list] = type.namedChildren;
  return (list?.namedChildren ?? []).filter(
    (child): child is SyntaxNode => child?.type === 'field_declaration',
  );
}

function declareField(field: SyntaxNode, lowering: TreeLowering): void {
  const written = field.childForFieldName('type');
  const type = typePath(written, lowering);
  const names = field.childrenForFieldName('name').flatMap((name) => (name ? [name.text] : []));
  // An embedded type is a field by its own name.
  for (const name of names.length > 0 ? names : [baseName(written)])
    lowering.code.declare(name, { in: 'class', ...(type && { type }) });
}

/** The last name of a type, through pointers, packages and type arguments. */
function baseName(type: SyntaxNode | null): string {
  switch (type?.type) {
    case 'pointer_type':
    case 'parenthesized_type':
      return baseName(type.namedChildren[0] ?? null);
    case 'generic_type':
      return baseName(type.childForFieldName('type'));
    case 'qualified_type':
      return type.childForFieldName('name')?.text ?? '';
    default:
      return type?.text ?? '';
  }
}

function readFunction(node: SyntaxNode, lowering: TreeLowering, self?: string): CodeValue {
  const parameters = parametersOf(node.childForFieldName('parameters'), lowering);
  const result = resultOf(node.childForFieldName('result'), lowering);
  const body = node.childForFieldName('body');
  const name = node.childForFieldName('name')?.text ?? '';
  const start = { name, parameters, ...(result && { result }), ...(self !== undefined && { self }) };
  return lowering.code.function(rangeOf(node), start, () => {
    for (const { name: given, type } of namedResults(node.childForFieldName('result'), lowering))
      lowering.code.declare(given, type ? { type } : {});
    if (body) lowering.value(body);
    return undefined;
  });
}

function parametersOf(node: SyntaxNode | null, lowering: TreeLowering): FunctionStart['parameters'] {
  return (node?.namedChildren ?? []).flatMap((child) => {
    if (!child || child.isExtra) return [];
    const type =
      child.type === 'parameter_declaration'
        ? typePath(child.childForFieldName('type'), lowering)
        : undefined;
    const names = child.childrenForFieldName('name').flatMap((name) => (name ? [name.text] : []));
    return (names.length > 0 ? names : ['']).map((name) => ({ name, ...(type && { type }) }));
  });
}

/** The type of the first thing that a function gives back. */
function resultOf(node: SyntaxNode | null, lowering: TreeLowering): CodePath | undefined {
  if (node?.type !== 'parameter_list') return typePath(node, lowering);
  return typePath(node.namedChildren[0]?.childForFieldName('type') ?? null, lowering);
}

function namedResults(node: SyntaxNode | null, lowering: TreeLowering): FunctionStart['parameters'] {
  return node?.type === 'parameter_list'
    ? parametersOf(node, lowering).filter(({ name }) => name !== '' && name !== '_')
    : [];
}
