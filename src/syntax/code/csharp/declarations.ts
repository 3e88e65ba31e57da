import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodePath, CodeValue } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { parametersOf, readBody } from './functions.js';
import { readImplicitNew } from './creation.js';
import { readMarks } from './marks.js';
import { typePath } from './types.js';

const readClass: NodeReader = (node, lowering) => {
  const { code } = lowering;
  readMarks(node, lowering);
  const primary = node.namedChildren.find((child) => child?.type === 'parameter_list');
  const body = node.childForFieldName('body');
  code.class(rangeOf(node), node.childForFieldName('name')?.text ?? '', basesOf(node, lowering), () => {
    for (const { name, type } of parametersOf(primary ?? null, lowering))
      code.declare(name, { in: 'class', ...(type && { type }) });
    if (body) lowering.children(body);
  });
  return undefined;
};

const readField: NodeReader = (node, lowering) => {
  readMarks(node, lowering);
  lowering.code.dropMarks();
  const declaration = node.namedChildren.find((child) => child?.type === 'variable_declaration');
  if (declaration) readVariables(declaration, lowering, 'class');
  return undefined;
};

const readNamespace: NodeReader = (node, lowering) => {
  const name = node.childForFieldName('name');
  for (const child of node.namedChildren) if (child && child.id !== name?.id) lowering.value(child);
  return undefined;
};

/** `using` lines, types and what they hold. */
export const declarationReaders: NodeReaders = {
  using_directive: (node, { code }) => {
    const alias = node.childForFieldName('name')?.text;
    const module = (node.namedChildren.at(-1)?.text ?? '').replaceAll(/\s/g, '');
    code.import({ ...rangeOf(node), name: '', module });
    // Types go by their last name wherever they come from; so does what an alias means.
    const last = module.slice(module.lastIndexOf('.') + 1);
    if (alias !== undefined && alias !== last)
      code.declare(alias, { in: 'file', value: code.typeName(rangeOf(node), last) });
    return undefined;
  },
  namespace_declaration: readNamespace,
  file_scoped_namespace_declaration: readNamespace,
  global_attribute: () => undefined,
  class_declaration: readClass,
  struct_declaration: readClass,
  record_declaration: readClass,
  interface_declaration: readClass,
  enum_declaration: readClass,
  field_declaration: readField,
  event_field_declaration: readField,
  property_declaration: (node, lowering) => {
    const { code } = lowering;
    readMarks(node, lowering);
    const name = node.childForFieldName('name')?.text ?? '';
    const type = typePath(node.childForFieldName('type'), lowering);
    const value = node.childForFieldName('value');
    const getter = value?.type === 'arrow_expression_clause' ? value : getterOf(node);
    if (getter)
      code.function(
        rangeOf(node),
        { name, parameters: [], getter: true, ...(type && { result: type }) },
        () => readBody(getter, lowering),
      );
    code.dropMarks();
    if (getter) return undefined;
    const initial = value ? readTyped(value, node.childForFieldName('type'), lowering) : undefined;
    code.declare(name, {
      in: 'class',
      range: rangeOf(node),
      ...(type && { type }),
      ...(initial && { value: initial }),
    });
    lowering.field(node, 'accessors');
    return undefined;
  },
  variable_declaration: (node, lowering) => {
    readVariables(node, lowering);
    return undefined;
  },
};

/** The body of `get { … }` or `get => …`. */
function getterOf(property: SyntaxNode): SyntaxNode | undefined {
  const accessors = property.childForFieldName('accessors')?.namedChildren ?? [];
  const getter = accessors.find((child) => /^(?:\[.*\]\s*)?get\b/s.test(child?.text ?? ''));
  return getter?.childForFieldName('body') ?? undefined;
}

/** `Type a = …, b`. */
function readVariables(node: SyntaxNode, lowering: TreeLowering, place?: 'class'): void {
  const written = node.childForFieldName('type');
  for (const child of node.namedChildren) {
    if (child?.type !== 'variable_declarator') continue;
    const name = child.childForFieldName('name');
    const last = child.namedChildren.at(-1);
    const value = last && last.id !== name?.id ? readTyped(last, written, lowering) : undefined;
    if (!name) {
      declarePattern(child, lowering);
      continue;
    }
    const type = typePath(written, lowering);
    lowering.code.declare(name.text, {
      range: rangeOf(child),
      ...(place && { in: place }),
      ...(type && { type }),
      ...(value && { value }),
    });
  }
}

function declarePattern(node: SyntaxNode, { code }: TreeLowering): void {
  const pattern = node.namedChildren.find((child) => child?.type === 'tuple_pattern');
  for (const name of pattern?.namedChildren ?? []) if (name?.type === 'identifier') code.declare(name.text);
}

/** A value of a place whose type is written: `HttpClient client = new()`. */
function readTyped(node: SyntaxNode, type: SyntaxNode | null, lowering: TreeLowering): CodeValue {
  return node.type === 'implicit_object_creation_expression'
    ? readImplicitNew(node, lowering, typePath(type, lowering))
    : lowering.value(node);
}

function basesOf(node: SyntaxNode, lowering: TreeLowering): readonly CodePath[] {
  const list = node.namedChildren.find((child) => child?.type === 'base_list');
  return (list?.namedChildren ?? []).flatMap((child) => {
    if (child?.type !== 'primary_constructor_base_type') return typePath(child ?? null, lowering) ?? [];
    return typePath(child.childForFieldName('type') ?? child.namedChildren[0] ?? null, lowering) ?? [];
  });
}
