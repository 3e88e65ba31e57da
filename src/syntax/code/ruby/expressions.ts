import { arithmetic } from '../arithmetic.js';
import type { CodeArgument, CodeValue } from '../code-file.js';
import { readList, readNumber } from '../node-readers.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders } from '../tree-lowering.js';
import { readPair } from './calls.js';

const name: NodeReader = (node, lowering) => lowering.name(node);

export const expressionReaders: NodeReaders = {
  identifier: name,
  constant: name,
  global_variable: name,
  super: name,
  self: (node, { code }) => code.path(rangeOf(node), 'this'),
  instance_variable: (node, { code }) =>
    code.path(rangeOf(node), node.text, code.path(rangeOf(node), 'this')),
  class_variable: (node, { code }) => code.path(rangeOf(node), node.text, code.path(rangeOf(node), 'this')),
  // Constants are looked up as they are written; `::Redis` is `Redis`.
  scope_resolution: (node, lowering) => {
    const scope = node.childForFieldName('scope');
    if (!scope || scope.type === 'constant' || scope.type === 'scope_resolution')
      return lowering.code.path(rangeOf(node), node.text.replace(/^::/, '').replaceAll(/\s/g, ''));
    return lowering.code.path(
      rangeOf(node),
      node.childForFieldName('name')?.text ?? '',
      lowering.value(scope),
    );
  },
  nil: (node) => ({ kind: 'null', ...rangeOf(node) }),
  true: (node) => ({ kind: 'boolean', value: true, ...rangeOf(node) }),
  false: (node) => ({ kind: 'boolean', value: false, ...rangeOf(node) }),
  integer: readNumber,
  float: readNumber,
  array: readList,
  // `name = first, second`
  right_assignment_list: readList,
  hash: (node, lowering) => {
    const entries: CodeArgument[] = [];
    let spread = false;
    for (const child of node.namedChildren)
      if (child?.type === 'pair') entries.push(...readPair(child, lowering));
      else if (child?.type === 'hash_splat_argument') {
        spread = true;
        lowering.children(child);
      }
    return { kind: 'map', entries, spread, ...rangeOf(node) };
  },
  element_reference: (node, lowering) => {
    const object = lowering.field(node, 'object');
    const rest = node.namedChildren.slice(1).flatMap((child) => (child ? [lowering.value(child)] : []));
    const [index] = rest;
    if (!object) return undefined;
    const key = index?.kind === 'text' && index.exact ? index.text : '[]';
    return lowering.code.path(rangeOf(node), key, object);
  },
  binary: (node, lowering) => {
    const operator = node.childForFieldName('operator')?.text ?? '';
    const left = lowering.field(node, 'left');
    const right = node.childForFieldName('right');
    if (!left || !right) return undefined;
    const read = (): CodeValue => lowering.value(right);
    const value = /^(?:\|\||&&|or|and)$/.test(operator) ? lowering.code.conditional(read) : read();
    return arithmetic(rangeOf(node), operator, left, value);
  },
  unary: (node, lowering) => {
    const inner = lowering.field(node, 'operand');
    if (inner?.kind === 'number' && node.childForFieldName('operator')?.text === '-')
      return { ...inner, value: -inner.value, ...rangeOf(node) };
    return { kind: 'other', parts: inner ? [inner] : [], ...rangeOf(node) };
  },
  conditional: (node, lowering) => {
    lowering.field(node, 'condition');
    const parts = ['consequence', 'alternative'].flatMap(
      (field) => lowering.code.conditional(() => lowering.field(node, field)) ?? [],
    );
    return { kind: 'other', operator: '?:', parts, ...rangeOf(node) };
  },
};
