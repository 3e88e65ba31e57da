import type { GoExpression } from '../../../syntax/go/tree.js';
import { plain } from './comparison.js';
import type { Frame, Machine } from './machine.js';
import type { TypeAt, Value } from './values.js';
import { eitherOf, optionsOf, unknown } from './values.js';

/** `x[i]` and `x[a:b]`. */
export async function evaluateElements(
  machine: Machine,
  expression: Extract<GoExpression, { kind: 'index' | 'slice' }>,
  frame: Frame,
): Promise<Value> {
  const inner = async (part: GoExpression): Promise<Value> =>
    machine.operations.evaluate(machine, part, frame);
  const operand = await machine.operations.force(machine, await inner(expression.operand));
  const each = (find: (option: Value) => Value): Value => eitherOf(optionsOf(operand).map(find));
  if (expression.kind === 'slice') {
    const { from, to } = expression;
    if (to && isLastIndex(machine, to, expression.operand, frame))
      return each((option) =>
        option.kind === 'list' ? { ...option, items: option.items.slice(0, -1) } : option,
      );
    const [start, end] = [from && (await inner(from)), to && (await inner(to))];
    return each((option) => sliceOf(option, start, end));
  }
  if (isLastIndex(machine, expression.index, expression.operand, frame))
    return each((option) =>
      option.kind === 'list' ? (option.items.at(-1) ?? typed(option.element)) : indexOf(option, unknown),
    );
  const index = await inner(expression.index);
  return each((option) => indexOf(option, index));
}

/** `len(x)-1` where `x` is what is indexed: the last one, however many there are. */
function isLastIndex(machine: Machine, index: GoExpression, operand: GoExpression, frame: Frame): boolean {
  if (
    index.kind !== 'binary' ||
    index.operator !== '-' ||
    index.right.kind !== 'number' ||
    index.right.value !== 1
  )
    return false;
  const { left } = index;
  if (left.kind !== 'call' || left.callee.kind !== 'name' || left.callee.name !== 'len') return false;
  const [counted] = left.args;
  const text = machine.program.file(frame.file)?.source.text ?? '';
  return (
    counted !== undefined && text.slice(counted.start, counted.end) === text.slice(operand.start, operand.end)
  );
}

function indexOf(operand: Value, index: Value): Value {
  if (operand.kind === 'function' || operand.kind === 'external-function') return operand;
  if (operand.kind === 'list') {
    if (index.kind === 'number') return operand.items[index.value] ?? unknown;
    return operand.items.length > 0 ? eitherOf(operand.items) : typed(operand.element);
  }
  if (operand.kind === 'table') {
    const key = plain(index);
    const hits = operand.entries.filter(([name]) => key === undefined || plain(name) === key);
    return hits.length > 0 ? eitherOf(hits.map(([, value]) => value)) : unknown;
  }
  if (operand.kind === 'unknown' && operand.type) {
    const { type, file } = operand.type;
    if (type.kind === 'list') return typed({ type: type.element, file });
    if (type.kind === 'map') return typed({ type: type.value, file });
  }
  return unknown;
}

function typed(type: TypeAt | undefined): Value {
  return type ? { kind: 'unknown', type } : unknown;
}

function sliceOf(operand: Value, from: Value | undefined, to: Value | undefined): Value {
  if (operand.kind !== 'list') return operand.kind === 'text' ? unknown : operand;
  const start = from === undefined ? 0 : from.kind === 'number' ? from.value : undefined;
  const end = to === undefined ? operand.items.length : to.kind === 'number' ? to.value : undefined;
  if (start === undefined || end === undefined) return { ...operand, complete: false };
  return { ...operand, items: operand.items.slice(start, end) };
}
