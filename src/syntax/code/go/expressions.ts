import type { SyntaxNode } from '../../tree-sitter.js';
import { arithmetic } from '../arithmetic.js';
import type { CodeArgument, CodePath, CodeValue } from '../code-file.js';
import { readInner } from '../node-readers.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { typeArgumentsOf, typePath } from './types.js';

const asType: NodeReader = (node, lowering) => typePath(node, lowering);

export const expressionReaders: NodeReaders = {
  identifier: (node, lowering) => lowering.name(node),
  type_identifier: asType,
  qualified_type: asType,
  pointer_type: asType,
  parenthesized_expression: readInner,
  expression_statement: readInner,
  selector_expression: (node, lowering) => {
    const object = lowering.field(node, 'operand');
    const name = node.childForFieldName('field')?.text;
    return object && name !== undefined ? lowering.code.path(rangeOf(node), name, object) : undefined;
  },
  index_expression: (node, lowering) => {
    const object = lowering.field(node, 'operand');
    const index = lowering.field(node, 'index');
    const key = index?.kind === 'text' ? index.text : '[]';
    return object && lowering.code.path(rangeOf(node), key, object);
  },
  slice_expression: (node, lowering) => lowering.other(node),
  call_expression: readCall,
  // `lru.New[string, int](10)`: the grammar cannot tell it from a conversion to a generic type.
  type_conversion_expression: (node, lowering) => {
    const type = node.childForFieldName('type');
    const callee = typePath(type, lowering);
    const value = lowering.field(node, 'operand');
    if (!callee) return value;
    return lowering.code.call(rangeOf(node), callee, {
      arguments: value ? [{ value }] : [],
      typeArguments: typeArgumentsOf(type?.childForFieldName('type_arguments') ?? null),
    });
  },
  unary_expression: (node, lowering) => {
    const value = lowering.field(node, 'operand');
    const operator = node.childForFieldName('operator')?.text;
    if (operator === '&' || operator === '*') return value;
    if (value?.kind === 'number' && operator === '-')
      return { ...value, value: -value.value, ...rangeOf(node) };
    return { kind: 'other', parts: value ? [value] : [], ...rangeOf(node) };
  },
  binary_expression: (node, lowering) => {
    const operator = node.childForFieldName('operator')?.text ?? '';
    const left = lowering.field(node, 'left');
    const right = node.childForFieldName('right');
    if (!left || !right) return undefined;
    const isChoice = operator === '&&' || operator === '||';
    const value = isChoice ? lowering.code.conditional(() => lowering.value(right)) : lowering.value(right);
    return arithmetic(rangeOf(node), operator, left, value);
  },
  type_assertion_expression: (node, lowering) => {
    const value = lowering.field(node, 'operand');
    return { kind: 'other', parts: value ? [value] : [], ...rangeOf(node) };
  },
};

function readCall(node: SyntaxNode, lowering: TreeLowering): CodeValue | undefined {
  const { code } = lowering;
  const called = node.childForFieldName('function');
  const list = node.childForFieldName('arguments');
  if (!called) return undefined;
  if (called.type === 'identifier' && called.text === 'new') {
    const made = typePath(list?.namedChildren[0] ?? null, lowering);
    if (made) return code.call(rangeOf(node), made, { arguments: [], constructs: true });
  }
  const { callee, types } = readCallee(called, node.childForFieldName('type_arguments'), lowering);
  return code.call(rangeOf(node), callee, { ...argumentsOf(list, lowering), typeArguments: types });
}

/** `f`, `f[T]`: with one type argument that is a plain name the grammar sees an index. */
function readCallee(
  called: SyntaxNode,
  types: SyntaxNode | null,
  lowering: TreeLowering,
): { readonly callee: CodePath; readonly types: readonly string[] } {
  const operand = called.childForFieldName('operand');
  const index = called.childForFieldName('index');
  if (called.type === 'index_expression' && operand && index && isGenericFunction(operand))
    return { callee: lowering.callee(lowering.value(operand)), types: [index.text] };
  return { callee: lowering.callee(lowering.value(called)), types: typeArgumentsOf(types) };
}

/** Functions of packages are written with a capital letter, lists and maps of them seldom. */
function isGenericFunction(operand: SyntaxNode): boolean {
  const name = operand.childForFieldName('field') ?? operand;
  return /^[A-Z]\w*$/.test(name.text);
}

function argumentsOf(
  node: SyntaxNode | null,
  lowering: TreeLowering,
): { readonly arguments: readonly CodeArgument[]; readonly spread: boolean } {
  const values: CodeArgument[] = [];
  let spread = false;
  for (const child of node?.namedChildren ?? []) {
    if (!child || child.isExtra) continue;
    if (child.type === 'variadic_argument') {
      spread = true;
      lowering.children(child);
    } else values.push({ value: lowering.value(child) });
  }
  return { arguments: values, spread };
}
