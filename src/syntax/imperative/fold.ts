import type { Value } from './values.js';
import { numberOf, wordOf } from './values.js';

/** Longest text that is put together. */
const longestText = 2_000_000;

/** How an unknown value stands in a text: a placeholder that the SQL reader knows. */
export function holeFor(written: string): string {
  const name = written
    .replaceAll(/[{}\n]/g, ' ')
    .trim()
    .slice(0, 60);
  return `\${${name === '' ? '…' : name}}`;
}

/** A value as part of a text: known ones as they are, others as a hole. */
function partOf(value: Value): { readonly text: string; readonly whole: boolean } {
  switch (value.kind) {
    case 'text':
      return value;
    case 'number':
      return { text: value.text, whole: true };
    case 'boolean':
      return { text: value.value ? '1' : '', whole: true };
    case 'null':
      return { text: '', whole: true };
    case 'class':
      return { text: value.name, whole: true };
    case 'code':
      return { text: holeFor(value.text), whole: false };
    default:
      return { text: holeFor(value.kind), whole: false };
  }
}

/** The parts of a text put together; the sum when all are numbers and `adds` says that `+` is also for those. */
export function joined(parts: readonly Value[], adds = false): Value {
  if (adds && parts.every(({ kind }) => kind === 'number')) {
    const sum = parts.reduce((total, part) => total + (numberOf(part) ?? Number.NaN), 0);
    return { kind: 'number', text: String(sum) };
  }
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'text') return only;
  if (adds && !parts.some(({ kind }) => kind === 'text')) return { kind: 'code', text: '' };
  let length = 0;
  const pieces = parts.map(partOf);
  for (const piece of pieces) length += piece.text.length;
  if (length > longestText) return { kind: 'code', text: '' };
  return {
    kind: 'text',
    text: pieces.map((piece) => piece.text).join(''),
    whole: pieces.every(({ whole }) => whole),
  };
}

/** Whether a value counts as true; undefined when that is not known. */
export function truthOf(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'boolean':
      return value.value;
    case 'null':
      return false;
    case 'number':
      return Number(value.text) !== 0;
    case 'text':
      return value.whole ? value.text !== '' && value.text !== '0' : undefined;
    case 'list':
      return value.entries.length > 0;
    case 'object':
    case 'function':
    case 'self':
      return true;
    default:
      return undefined;
  }
}

/** Whether two values are the same; undefined when that is not known. */
export function sameValue(one: Value, other: Value): boolean | undefined {
  if (one.kind === 'null' || other.kind === 'null') {
    const rest = one.kind === 'null' ? other : one;
    return rest.kind === 'code' || rest.kind === 'guard' || rest.kind === 'file'
      ? undefined
      : rest.kind === 'null';
  }
  if (one.kind === 'boolean' && other.kind === 'boolean') return one.value === other.value;
  if (one.kind === 'class' && other.kind === 'class') return one.name === other.name;
  const [left, right] = [wordOf(one), wordOf(other)];
  return left === undefined || right === undefined ? undefined : left === right;
}

/** `-value`, `!value`. */
export function unary(operator: string, value: Value): Value {
  if (operator === '!') {
    if (value.kind === 'guard') return value;
    const truth = truthOf(value);
    return truth === undefined ? { kind: 'code', text: '' } : { kind: 'boolean', value: !truth };
  }
  if (operator === '-' && value.kind === 'number')
    return { kind: 'number', text: value.text.startsWith('-') ? value.text.slice(1) : `-${value.text}` };
  return operator === '+' ? value : { kind: 'code', text: '' };
}

const unknown: Value = { kind: 'code', text: '' };

function bool(value: boolean | undefined): Value {
  return value === undefined ? unknown : { kind: 'boolean', value };
}

/** A binary operator on two values. */
export function binary(operator: string, left: Value, right: Value): Value {
  switch (operator) {
    case '==':
    case '===':
      return guarded(left, right) ?? bool(sameValue(left, right));
    case '!=':
    case '!==':
    case '<>': {
      const same = sameValue(left, right);
      return guarded(left, right) ?? bool(same === undefined ? undefined : !same);
    }
    case '&&':
    case 'and':
    case '||':
    case 'or':
      return logical(operator === '||' || operator === 'or', left, right);
    case '??':
      return left.kind === 'null' ? right : left.kind === 'code' ? unknown : left;
    case '<':
    case '>':
    case '<=':
    case '>=':
    case '*':
    case '+':
    case '-':
    case '/':
    case '%':
      return arithmetic(operator, left, right);
    case '|':
      return unknown;
    default:
      return unknown;
  }
}

/** A guard compared with true, false or null guards as well. */
function guarded(left: Value, right: Value): Value | undefined {
  const rest = left.kind === 'guard' ? right : right.kind === 'guard' ? left : undefined;
  return rest?.kind === 'boolean' || rest?.kind === 'null' || rest?.kind === 'number'
    ? { kind: 'guard' }
    : undefined;
}

function logical(decidesOnTrue: boolean, left: Value, right: Value): Value {
  const sides = [left, right];
  const truths = sides.map((side) => (side.kind === 'guard' ? undefined : truthOf(side)));
  if (truths.includes(decidesOnTrue)) return { kind: 'boolean', value: decidesOnTrue };
  const open = sides.filter((_, index) => truths[index] === undefined);
  if (open.length === 0) return { kind: 'boolean', value: !decidesOnTrue };
  return open.every(({ kind }) => kind === 'guard') ? { kind: 'guard' } : unknown;
}

function arithmetic(operator: string, left: Value, right: Value): Value {
  const [one, other] = [numberOf(left), numberOf(right)];
  if (one === undefined || other === undefined) return unknown;
  switch (operator) {
    case '<':
      return bool(one < other);
    case '>':
      return bool(one > other);
    case '<=':
      return bool(one <= other);
    case '>=':
      return bool(one >= other);
    default: {
      const results: Readonly<Record<string, number>> = {
        '*': one * other,
        '+': one + other,
        '-': one - other,
        '/': one / other,
        '%': one % other,
      };
      const result = results[operator] ?? Number.NaN;
      return Number.isFinite(result) ? { kind: 'number', text: String(result) } : unknown;
    }
  }
}

/** `$list['key']`, `list[0]`. */
export function elementOf(list: Value, index: Value | undefined): Value | undefined {
  const key = wordOf(index);
  if (list.kind !== 'list' || key === undefined) return undefined;
  const keyed = list.entries.find((entry) => entry.key === key);
  if (keyed) return keyed.value;
  if (index?.kind !== 'number') return undefined;
  return list.entries.filter((entry) => entry.key === undefined)[Number(key)]?.value;
}
