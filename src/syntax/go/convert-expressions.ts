import type { SyntaxNode } from '../tree-sitter.js';
import { childrenOf, convertSignature, convertType } from './convert-types.js';
import { goNumberValue, goStringValue, wordForNew } from './literals.js';
import type { GoComposite, GoExpression, GoPlace, GoStatement, GoType } from './tree.js';

/** Expressions and statements together nest at most this deep; what lies deeper is `other`. */
const maxDepth = 250;

/** What the conversion of one text needs: where the text begins in its file, and how a block inside an expression is converted. */
export interface Conversion {
  readonly offset: number;
  depth: number;
  block(node: SyntaxNode | null, conversion: Conversion): readonly GoStatement[];
}

/** The place of a node in the whole file. */
export function placeOf(node: SyntaxNode, conversion: Conversion): GoPlace {
  return { start: node.startIndex + conversion.offset, end: node.endIndex + conversion.offset };
}

const typeNodes = new Set([
  'type_identifier',
  'qualified_type',
  'generic_type',
  'pointer_type',
  'slice_type',
  'array_type',
  'map_type',
  'function_type',
  'struct_type',
  'interface_type',
  'channel_type',
  'parenthesized_type',
]);

/** An expression node as plain data. */
export function convertExpression(node: SyntaxNode | null, conversion: Conversion): GoExpression {
  if (node === null) return { start: conversion.offset, end: conversion.offset, kind: 'other', parts: [] };
  conversion.depth += 1;
  try {
    if (conversion.depth > maxDepth) return { ...placeOf(node, conversion), kind: 'other', parts: [] };
    return convert(node, conversion);
  } finally {
    conversion.depth -= 1;
  }
}

function convert(node: SyntaxNode, conversion: Conversion): GoExpression {
  const place = placeOf(node, conversion);
  const inner = (field: string): GoExpression => convertExpression(node.childForFieldName(field), conversion);
  switch (node.type) {
    case 'identifier':
    case 'nil':
    case 'true':
    case 'false':
    case 'iota':
    case 'field_identifier':
      return { ...place, kind: 'name', name: node.text === wordForNew ? 'new' : node.text };
    case 'interpreted_string_literal':
    case 'raw_string_literal':
      return { ...place, kind: 'text', value: goStringValue(node.text) };
    case 'int_literal':
    case 'float_literal':
      return { ...place, kind: 'number', value: goNumberValue(node.text) };
    case 'parenthesized_expression':
    case 'literal_element':
    case 'variadic_argument':
      return convertExpression(childrenOf(node)[0] ?? null, conversion);
    case 'selector_expression':
      return {
        ...place,
        kind: 'selector',
        operand: inner('operand'),
        field: node.childForFieldName('field')?.text ?? '',
      };
    case 'call_expression':
      return { ...place, kind: 'call', callee: inner('function'), ...convertArguments(node, conversion) };
    case 'binary_expression':
      return convertBinary(node, conversion);
    case 'unary_expression':
      return {
        ...place,
        kind: 'unary',
        operator: node.childForFieldName('operator')?.text ?? '',
        operand: inner('operand'),
      };
    case 'func_literal':
      return {
        ...place,
        kind: 'function',
        ...convertSignature(node),
        body: conversion.block(node.childForFieldName('body'), conversion),
      };
    case 'composite_literal':
      return convertComposite(
        node.childForFieldName('body'),
        place,
        conversion,
        convertType(node.childForFieldName('type')),
      );
    case 'literal_value':
      return convertComposite(node, place, conversion);
    case 'index_expression':
      return { ...place, kind: 'index', operand: inner('operand'), index: inner('index') };
    case 'slice_expression':
      return {
        ...place,
        kind: 'slice',
        operand: inner('operand'),
        ...(node.childForFieldName('start') && { from: inner('start') }),
        ...(node.childForFieldName('end') && { to: inner('end') }),
      };
    case 'type_assertion_expression':
      return {
        ...place,
        kind: 'assertion',
        operand: inner('operand'),
        type: convertType(node.childForFieldName('type')),
      };
    case 'type_instantiation_expression':
      return convertExpression(node.childForFieldName('type') ?? childrenOf(node)[0] ?? null, conversion);
    case 'type_conversion_expression':
      return convertConversion(node, place, conversion);
    default:
      if (typeNodes.has(node.type)) return { ...place, kind: 'type', type: convertType(node) };
      return {
        ...place,
        kind: 'other',
        parts: childrenOf(node).map((child) => convertExpression(child, conversion)),
      };
  }
}

function convertArguments(
  call: SyntaxNode,
  conversion: Conversion,
): { readonly args: readonly GoExpression[]; readonly spread: boolean } {
  const list = call.childForFieldName('arguments');
  const nodes = list === null ? [] : childrenOf(list);
  return {
    args: nodes.map((argument) => convertExpression(argument, conversion)),
    spread: nodes.at(-1)?.type === 'variadic_argument',
  };
}

/** A chain of `+` leans to the left and may be thousands of terms long, so it is taken apart in a loop. */
function convertBinary(node: SyntaxNode, conversion: Conversion): GoExpression {
  const place = placeOf(node, conversion);
  const operatorOf = (binary: SyntaxNode): string => binary.childForFieldName('operator')?.text ?? '';
  if (operatorOf(node) !== '+')
    return {
      ...place,
      kind: 'binary',
      operator: operatorOf(node),
      left: convertExpression(node.childForFieldName('left'), conversion),
      right: convertExpression(node.childForFieldName('right'), conversion),
    };
  const terms: GoExpression[] = [];
  let rest: SyntaxNode | null = node;
  while (rest !== null && rest.type === 'binary_expression' && operatorOf(rest) === '+') {
    terms.push(convertExpression(rest.childForFieldName('right'), conversion));
    rest = rest.childForFieldName('left');
  }
  terms.push(convertExpression(rest, conversion));
  return { ...place, kind: 'sum', terms: terms.toReversed() };
}

function convertComposite(
  body: SyntaxNode | null,
  place: GoPlace,
  conversion: Conversion,
  type?: GoType,
): GoComposite {
  const elements = body === null ? [] : childrenOf(body);
  return {
    ...place,
    kind: 'composite',
    ...(type && { type }),
    elements: elements.map((element) =>
      element.type === 'keyed_element'
        ? {
            key: convertExpression(element.childForFieldName('key'), conversion),
            value: convertExpression(element.childForFieldName('value'), conversion),
          }
        : { value: convertExpression(element, conversion) },
    ),
  };
}

/** `[]byte(x)` is a conversion; `New[T](x)` is a call that the grammar cannot tell from one. */
function convertConversion(node: SyntaxNode, place: GoPlace, conversion: Conversion): GoExpression {
  const typeNode = node.childForFieldName('type');
  const operand = convertExpression(node.childForFieldName('operand'), conversion);
  const type = convertType(typeNode);
  if (typeNode?.type !== 'generic_type' || type.kind !== 'named')
    return { ...place, kind: 'conversion', type, operand };
  const at = placeOf(typeNode, conversion);
  const callee: GoExpression =
    type.qualifier === undefined
      ? { ...at, kind: 'name', name: type.name }
      : { ...at, kind: 'selector', operand: { ...at, kind: 'name', name: type.qualifier }, field: type.name };
  return { ...place, kind: 'call', callee, args: [operand], spread: false };
}
