import type { SyntaxNode } from '../tree-sitter.js';
import { goStringValue } from './literals.js';
import type { GoField, GoMethodSignature, GoParameter, GoSignature, GoType } from './tree.js';

/** Types nest at most this deep; what lies deeper is `other`. */
const maxDepth = 40;
const other: GoType = { kind: 'other' };

/** The named children of a node without comments. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return node.namedChildren.filter(
    (child): child is SyntaxNode => child !== null && child.type !== 'comment',
  );
}

function named(node: SyntaxNode): GoType {
  if (node.type !== 'qualified_type') return { kind: 'named', name: node.text };
  return {
    kind: 'named',
    qualifier: node.childForFieldName('package')?.text ?? '',
    name: node.childForFieldName('name')?.text ?? '',
  };
}

/** A type node as plain data. Type arguments of generic types are left out. */
export function convertType(node: SyntaxNode | null, depth = 0): GoType {
  if (node === null || depth > maxDepth) return other;
  const inner = (field: string): GoType => convertType(node.childForFieldName(field), depth + 1);
  switch (node.type) {
    case 'type_identifier':
    case 'qualified_type':
      return named(node);
    case 'generic_type':
      return inner('type');
    case 'pointer_type':
      return { kind: 'pointer', to: convertType(childrenOf(node)[0] ?? null, depth + 1) };
    case 'parenthesized_type':
    case 'type_elem':
      return convertType(childrenOf(node)[0] ?? null, depth + 1);
    case 'slice_type':
    case 'array_type':
    case 'implicit_length_array_type':
      return { kind: 'list', element: inner('element') };
    case 'map_type':
      return { kind: 'map', key: inner('key'), value: inner('value') };
    case 'function_type':
      return { kind: 'function', ...convertSignature(node, depth + 1) };
    case 'struct_type':
      return { kind: 'struct', fields: convertFields(node, depth + 1) };
    case 'interface_type':
      return { kind: 'interface', ...convertInterface(node, depth + 1) };
    default:
      return other;
  }
}

function convertFields(struct: SyntaxNode, depth: number): GoField[] {
  const list = childrenOf(struct)[0];
  if (list === undefined) return [];
  return childrenOf(list).flatMap((field): GoField[] => {
    if (field.type !== 'field_declaration') return [];
    const type = convertType(field.childForFieldName('type'), depth);
    const names = field.childrenForFieldName('name').flatMap((name) => (name === null ? [] : [name.text]));
    const written = field.childForFieldName('tag');
    const tag = written === null ? {} : { tag: goStringValue(written.text) };
    if (names.length > 0) return names.map((name) => ({ name, type, embedded: false, ...tag }));
    return type.kind === 'named' ? [{ name: type.name, type, embedded: true, ...tag }] : [];
  });
}

function convertInterface(
  node: SyntaxNode,
  depth: number,
): { readonly methods: GoMethodSignature[]; readonly embeds: GoType[] } {
  const methods: GoMethodSignature[] = [];
  const embeds: GoType[] = [];
  for (const member of childrenOf(node)) {
    if (member.type === 'method_elem')
      methods.push({
        name: member.childForFieldName('name')?.text ?? '',
        ...convertSignature(member, depth),
      });
    else if (member.type === 'type_elem' && childrenOf(member).length === 1)
      embeds.push(convertType(member, depth));
  }
  return { methods, embeds };
}

function convertParameters(list: SyntaxNode | null, depth: number): GoParameter[] {
  if (list === null) return [];
  if (list.type !== 'parameter_list') return [{ type: convertType(list, depth), variadic: false }];
  return childrenOf(list).flatMap((node): GoParameter[] => {
    const type = convertType(node.childForFieldName('type'), depth);
    const variadic = node.type === 'variadic_parameter_declaration';
    const names = node.childrenForFieldName('name').flatMap((name) => (name === null ? [] : [name.text]));
    return names.length === 0 ? [{ type, variadic }] : names.map((name) => ({ name, type, variadic }));
  });
}

/** Parameters and results of a function, method, literal, function type or interface method. */
export function convertSignature(node: SyntaxNode, depth = 0): GoSignature {
  return {
    parameters: convertParameters(node.childForFieldName('parameters'), depth),
    results: convertParameters(node.childForFieldName('result'), depth),
  };
}
