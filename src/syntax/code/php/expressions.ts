import { arithmetic, concatenation } from '../arithmetic.js';
import type { CodeArgument, CodeValue } from '../code-file.js';
import { readNumber } from '../node-readers.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders } from '../tree-lowering.js';
import { scopePath } from './names.js';

const transparent: NodeReader = (node, lowering) => {
  const inner = node.namedChildren.find((child) => child && !child.isExtra);
  return inner ? lowering.value(inner) : undefined;
};

const readMember: NodeReader = (node, lowering) => {
  const object = lowering.field(node, 'object');
  const member = node.childForFieldName('name');
  if (!object || !member) return undefined;
  if (member.type !== 'name') lowering.value(member);
  return lowering.code.path(rangeOf(node), member.type === 'name' ? member.text : '[]', object);
};

const readStaticMember: NodeReader = (node, lowering) => {
  const [scope, member] = node.namedChildren;
  if (!scope || !member) return undefined;
  return lowering.code.path(rangeOf(node), member.text.replace(/^\$/, ''), scopePath(scope, lowering));
};

export const expressionReaders: NodeReaders = {
  null: (node) => ({ kind: 'null', ...rangeOf(node) }),
  boolean: (node) => ({ kind: 'boolean', value: /^true$/i.test(node.text), ...rangeOf(node) }),
  integer: readNumber,
  float: readNumber,
  parenthesized_expression: transparent,
  error_suppression_expression: transparent,
  clone_expression: transparent,
  cast_expression: (node, lowering) => lowering.field(node, 'value'),
  member_access_expression: readMember,
  nullsafe_member_access_expression: readMember,
  class_constant_access_expression: readStaticMember,
  scoped_property_access_expression: readStaticMember,
  subscript_expression: (node, lowering) => {
    const [object, index] = lowering.children(node);
    if (!object) return undefined;
    const key = index?.kind === 'text' && index.exact ? index.text : '[]';
    return lowering.code.path(rangeOf(node), key, object);
  },
  array_creation_expression: (node, lowering) => {
    const items: CodeValue[] = [];
    const entries: CodeArgument[] = [];
    let spread = false;
    for (const element of node.namedChildren) {
      if (element?.type !== 'array_element_initializer') continue;
      const [first, second] = element.namedChildren.filter((child) => child && !child.isExtra);
      if (!first) continue;
      if (first.type === 'variadic_unpacking') {
        spread = true;
        lowering.children(first);
      } else if (second) {
        const key = lowering.value(first);
        const value = lowering.value(second);
        entries.push({ value, ...(key.kind === 'text' && key.exact && { name: key.text }) });
      } else items.push(lowering.value(first));
    }
    return entries.length > 0 || spread
      ? { kind: 'map', entries: [...entries, ...items.map((value) => ({ value }))], spread, ...rangeOf(node) }
      : { kind: 'list', items, ...rangeOf(node) };
  },
  binary_expression: (node, lowering) => {
    const operator = node.childForFieldName('operator')?.text.toLowerCase() ?? '';
    const left = lowering.field(node, 'left');
    const right = node.childForFieldName('right');
    if (!left || !right) return undefined;
    const read = (): CodeValue => lowering.value(right);
    const value = /^(?:\|\||&&|\?\?|or|and)$/.test(operator) ? lowering.code.conditional(read) : read();
    return operator === '.'
      ? concatenation(rangeOf(node), left, value)
      : arithmetic(rangeOf(node), operator, left, value);
  },
  unary_op_expression: (node, lowering) => {
    const inner = lowering.children(node).at(-1);
    if (inner?.kind === 'number' && node.text.startsWith('-'))
      return { ...inner, value: -inner.value, ...rangeOf(node) };
    return { kind: 'other', parts: inner ? [inner] : [], ...rangeOf(node) };
  },
  conditional_expression: (node, lowering) => {
    const condition = lowering.field(node, 'condition');
    const branches = ['body', 'alternative'].flatMap(
      (field) => lowering.code.conditional(() => lowering.field(node, field)) ?? [],
    );
    // `a ?: b`
    const parts = branches.length === 1 && condition ? [condition, ...branches] : branches;
    return { kind: 'other', operator: '?:', parts, ...rangeOf(node) };
  },
};
