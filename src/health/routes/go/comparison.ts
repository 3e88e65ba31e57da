import { knownText } from '../../../syntax/go/text.js';
import type { Value } from './values.js';
import { unknown } from './values.js';

/** The value itself of a known text, number or truth. */
export function plain(value: Value): string | number | boolean | undefined {
  if (value.kind === 'text') return knownText(value.text);
  return value.kind === 'number' || value.kind === 'truth' ? value.value : undefined;
}

/** The value of a binary expression, where its sides are known. */
export function compare(operator: string, left: Value, right: Value): Value {
  if (operator === '&&' || operator === '||') {
    const decisive = operator === '||';
    const sides = [left, right].map((side) => (side.kind === 'truth' ? side.value : undefined));
    if (sides.includes(decisive)) return { kind: 'truth', value: decisive };
    return sides.every((side) => side !== undefined) ? { kind: 'truth', value: !decisive } : unknown;
  }
  if (operator === '-' && left.kind === 'number' && right.kind === 'number')
    return { kind: 'number', value: left.value - right.value };
  const equal = areEqual(left, right);
  if (operator === '==' && equal !== undefined) return { kind: 'truth', value: equal };
  if (operator === '!=' && equal !== undefined) return { kind: 'truth', value: !equal };
  const [a, b] = [plain(left), plain(right)];
  if (typeof a === 'number' && typeof b === 'number' && /^[<>]=?$/.test(operator))
    return {
      kind: 'truth',
      value: operator.startsWith('<')
        ? a < b || (operator === '<=' && a === b)
        : a > b || (operator === '>=' && a === b),
    };
  return unknown;
}

const neverNil = new Set(['text', 'number', 'router', 'object', 'function', 'closure', 'list', 'table']);

/** Whether two values are equal; undefined when that is not known. */
export function areEqual(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'nil' || right.kind === 'nil') {
    if (left.kind === right.kind) return true;
    return neverNil.has(left.kind) || neverNil.has(right.kind) ? false : undefined;
  }
  const [a, b] = [plain(left), plain(right)];
  return a === undefined || b === undefined || typeof a !== typeof b ? undefined : a === b;
}
