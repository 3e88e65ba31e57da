import type { SyntaxNode } from '../../tree-sitter.js';
import { arithmetic } from '../arithmetic.js';
import type { CodeArgument, CodeValue } from '../code-file.js';
import { readList, readNumber } from '../node-readers.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { typePath } from './types.js';

const name: NodeReader = (node, lowering) => lowering.name(node);

export const expressionReaders: NodeReaders = {
  identifier: name,
  this: name,
  super: name,
  scoped_identifier: (node, { code }) => code.dotted(rangeOf(node), node.text.replaceAll(/\s/g, '')),
  null_literal: (node) => ({ kind: 'null', ...rangeOf(node) }),
  true: (node) => ({ kind: 'boolean', value: true, ...rangeOf(node) }),
  false: (node) => ({ kind: 'boolean', value: false, ...rangeOf(node) }),
  decimal_integer_literal: readNumber,
  hex_integer_literal: readNumber,
  octal_integer_literal: readNumber,
  binary_integer_literal: readNumber,
  decimal_floating_point_literal: readNumber,
  string_literal: readText,
  character_literal: (node) => ({
    kind: 'text',
    text: node.text.slice(1, -1),
    exact: true,
    ...rangeOf(node),
  }),
  class_literal: (node, lowering) => {
    const type = typePath(node.namedChildren[0] ?? null, lowering);
    return type ? lowering.code.path(rangeOf(node), 'class', type) : undefined;
  },
  parenthesized_expression: (node, lowering) => {
    const inner = node.namedChildren.find((child) => child && !child.isExtra);
    return inner ? lowering.value(inner) : undefined;
  },
  cast_expression: (node, lowering) => lowering.field(node, 'value'),
  field_access: (node, lowering) => {
    const object = lowering.field(node, 'object');
    const field = node.childForFieldName('field');
    // `Outer.this.x` is a member of the class around; nothing is known of it from here.
    return object && field ? lowering.code.path(rangeOf(node), field.text, object) : undefined;
  },
  array_access: (node, lowering) => {
    const object = lowering.field(node, 'array');
    lowering.field(node, 'index');
    return object ? lowering.code.path(rangeOf(node), '[]', object) : undefined;
  },
  method_reference: (node, lowering) => {
    const [first] = node.namedChildren;
    const last = node.children.at(-1);
    if (!first || !last) return undefined;
    const object = typePath(first, lowering) ?? lowering.value(first);
    return lowering.code.path(rangeOf(node), last.text, object);
  },
  method_invocation: (node, lowering) => {
    const object = lowering.field(node, 'object');
    const method = node.childForFieldName('name');
    if (!method) return undefined;
    const start = object ? node.startIndex : method.startIndex;
    const callee = lowering.code.path({ start, end: method.endIndex }, method.text, object);
    return lowering.code.call(rangeOf(node), callee, {
      arguments: argumentsOf(node.childForFieldName('arguments'), lowering),
    });
  },
  object_creation_expression: (node, lowering) => {
    const written = node.childForFieldName('type');
    const type = typePath(written, lowering);
    const values = argumentsOf(node.childForFieldName('arguments'), lowering);
    const body = node.namedChildren.find((child) => child?.type === 'class_body');
    if (body) lowering.code.class(rangeOf(node), '', type ? [type] : [], () => lowering.children(body));
    return type
      ? lowering.code.call(rangeOf(node), type, { arguments: values, constructs: true })
      : undefined;
  },
  array_creation_expression: (node, lowering) => {
    lowering.field(node, 'dimensions');
    return lowering.field(node, 'value');
  },
  array_initializer: readList,
  element_value_array_initializer: readList,
  binary_expression: (node, lowering) => {
    const operator = node.childForFieldName('operator')?.text ?? '';
    const left = lowering.field(node, 'left');
    const right = node.childForFieldName('right');
    if (!left || !right) return undefined;
    const read = (): CodeValue => lowering.value(right);
    const value = operator === '&&' || operator === '||' ? lowering.code.conditional(read) : read();
    return arithmetic(rangeOf(node), operator, left, value);
  },
  unary_expression: (node, lowering) => {
    const inner = lowering.field(node, 'operand');
    if (inner?.kind === 'number' && node.childForFieldName('operator')?.text === '-')
      return { ...inner, value: -inner.value, ...rangeOf(node) };
    return { kind: 'other', parts: inner ? [inner] : [], ...rangeOf(node) };
  },
  ternary_expression: (node, lowering) => {
    lowering.field(node, 'condition');
    const parts = ['consequence', 'alternative'].flatMap(
      (field) => lowering.code.conditional(() => lowering.field(node, field)) ?? [],
    );
    return { kind: 'other', operator: '?:', parts, ...rangeOf(node) };
  },
  instanceof_expression: (node, lowering) => {
    lowering.field(node, 'left');
    const bound = node.childForFieldName('name');
    const type = typePath(node.childForFieldName('right'), lowering);
    if (bound) lowering.code.declare(bound.text, type ? { type } : {});
    return undefined;
  },
  assignment_expression: (node, lowering) => {
    const place = lowering.field(node, 'left');
    const value = lowering.field(node, 'right');
    if (place?.kind === 'path' && value && node.childForFieldName('operator')?.text === '=')
      lowering.code.assign(rangeOf(node), place, value);
    return value;
  },
};

function argumentsOf(node: SyntaxNode | null, lowering: TreeLowering): readonly CodeArgument[] {
  return (node?.namedChildren ?? []).flatMap((child) =>
    child && !child.isExtra ? [{ value: lowering.value(child) }] : [],
  );
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0', s: ' ' };

function readText(node: SyntaxNode): CodeValue {
  let text = '';
  for (const child of node.namedChildren)
    if (child?.type === 'escape_sequence') text += escapes[child.text.slice(1)] ?? child.text.slice(1);
    else if (child?.type.endsWith('fragment')) text += child.text;
  return { kind: 'text', text, exact: true, ...rangeOf(node) };
}
