import type { ElixirNode } from '../../elixir/parse.js';
import { childOf, children } from '../../elixir/parse.js';
import { arithmetic } from '../arithmetic.js';
import type { CodeValue } from '../code-file.js';
import { callWith, readCall } from './calls.js';
import { rangeOf } from './lowering.js';
import type { ElixirCode, ElixirReader } from './lowering.js';
import { bindPattern } from './patterns.js';
import { bindClause } from './statements.js';

export const expressionReaders: Readonly<Record<string, ElixirReader>> = {
  Identifier: (node, lowering) => lowering.code.path(rangeOf(node), lowering.text(node)),
  SpecialIdentifier: (node, lowering) => lowering.code.path(rangeOf(node), lowering.text(node)),
  Alias: (node, lowering) => lowering.code.dotted(rangeOf(node), lowering.text(node)),
  Call: readCall,
  Dot: (node, lowering) => {
    const [object] = children(node);
    const right = childOf(node, 'Right');
    if (!object || !right) return undefined;
    return lowering.code.path(rangeOf(node), lowering.text(right), lowering.value(object));
  },
  PipeOperator: (node, lowering) => {
    const [left] = children(node);
    const right = children(childOf(node, 'Right') ?? null)[0];
    if (!left || !right) return undefined;
    const first = lowering.value(left);
    if (right.name === 'Call' || right.name === 'KernelCall')
      return callWith(right, lowering, [{ value: first }]);
    const callee = lowering.callee(lowering.value(right));
    return lowering.code.call(rangeOf(node), callee, { arguments: [{ value: first }] });
  },
  BinaryOperator: (node, lowering) => {
    const [left, sign, right] = children(node);
    if (!left || !sign || !right) return undefined;
    const operator = lowering.text(sign);
    if (operator === '=' || operator === '<-') {
      const value = lowering.value(right);
      bindPattern(left, value, lowering, left.name === 'Identifier' ? rangeOf(node) : undefined);
      return value;
    }
    const first = lowering.value(left);
    const isChoice = /^(?:\|\||&&|or|and)$/.test(operator);
    const second = isChoice ? lowering.code.conditional(() => lowering.value(right)) : lowering.value(right);
    return arithmetic(rangeOf(node), operator, first, second);
  },
  UnaryOperator: (node, lowering) => {
    const inner = children(node).at(-1);
    const value = inner ? lowering.value(inner) : undefined;
    if (value?.kind === 'number' && lowering.text(node).trimStart().startsWith('-'))
      return { ...value, ...rangeOf(node), value: -value.value };
    return { ...rangeOf(node), kind: 'other', parts: value ? [value] : [] };
  },
  // `@timeout 5000` declares, `@timeout` reads.
  AtOperator: readAttribute,
  DocAtOperator: () => undefined,
  AnonymousFunction: (node, lowering) =>
    lowering.code.function(rangeOf(node), { name: '', parameters: [] }, () =>
      children(node)
        .filter(({ name }) => name === 'StabClause')
        .map((clause) => bindClause(clause, undefined, lowering))
        .at(-1),
    ),
  CaptureOperator: (node, lowering) => {
    const inner = children(node).find(({ name }) => name !== 'Operator');
    const written = /^&\(?([\w.!?]+)\/\d+\)?$/.exec(lowering.text(node))?.[1];
    if (written !== undefined) return lowering.code.dotted(rangeOf(node), written);
    return lowering.code.function(rangeOf(node), { name: '', parameters: [] }, () =>
      inner ? lowering.value(inner) : undefined,
    );
  },
  CaptureOperand: () => undefined,
  AccessCall: (node, lowering) => {
    const [object, ...rest] = children(node);
    const [key] = rest.map((child) => lowering.value(child));
    if (!object) return undefined;
    const name = key?.kind === 'text' && key.exact ? key.text : '[]';
    return lowering.code.path(rangeOf(node), name, lowering.value(object));
  },
};

function readAttribute(node: ElixirNode, lowering: ElixirCode): CodeValue | undefined {
  const inner = children(node).find(({ name }) => name !== 'Operator');
  if (!inner) return undefined;
  if (inner.name === 'Identifier') return lowering.code.path(rangeOf(node), `@${lowering.text(inner)}`);
  const [name] = children(inner);
  const [written] = children(childOf(inner, 'Arguments') ?? null);
  if (!name || !written) return undefined;
  const label = lowering.text(name);
  // Types are no values.
  if (/^(?:callback|opaque|spec|type|typep)$/.test(label)) return undefined;
  const value = lowering.value(written);
  lowering.code.declare(`@${label}`, { in: 'class', range: rangeOf(node), value });
  return value;
}
