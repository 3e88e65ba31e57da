import { TemplateError } from '../nodes.js';
import {
  deepCopy,
  formatGo,
  intOf,
  isEqual,
  isTruthy,
  listOf,
  type GoFunction,
  type GoValue,
} from '../values.js';
import { printf } from './printf.js';

const numeric = (value: GoValue): number => (typeof value === 'string' ? Number(value) : Number(value ?? 0));

function compare(one: GoValue, other: GoValue): number {
  if (typeof one === 'string' && typeof other === 'string') return one < other ? -1 : one > other ? 1 : 0;
  return numeric(one) - numeric(other);
}

function fold(step: (sum: number, next: number) => number): GoFunction {
  return (given) => given.map(intOf).reduce(step);
}

/** Comparison, arithmetic, defaults and types. Sources: https://pkg.go.dev/text/template#hdr-Functions and https://masterminds.github.io/sprig/ */
export const logic: Readonly<Record<string, GoFunction>> = {
  not: ([value]) => !isTruthy(value),
  eq: ([first, ...others]) => others.some((other) => isEqual(first, other)),
  ne: ([one, other]) => !isEqual(one, other),
  lt: ([one, other]) => compare(one, other) < 0,
  le: ([one, other]) => compare(one, other) <= 0,
  gt: ([one, other]) => compare(one, other) > 0,
  ge: ([one, other]) => compare(one, other) >= 0,
  len: ([value]) =>
    typeof value === 'string'
      ? Buffer.byteLength(value)
      : value instanceof Map
        ? value.size
        : listOf(value).length,
  print: (given) => given.map(formatGo).join(''),
  println: (given) => `${given.map(formatGo).join(' ')}\n`,
  printf: ([format, ...values]) => printf(formatGo(format), values),
  default: ([fallback, value]) => (isTruthy(value) ? value : fallback),
  empty: ([value]) => !isTruthy(value),
  coalesce: (given) => given.find(isTruthy) ?? null,
  ternary: ([yes, no, test]) => (isTruthy(test) ? yes : no),
  all: (given) => given.every(isTruthy),
  any: (given) => given.some(isTruthy),
  required: ([message, value], { lacksValues }) => {
    if ((value === null || value === undefined || value === '') && !lacksValues)
      throw new TemplateError(`a value is required: ${formatGo(message)}`);
    return value;
  },
  fail: ([message], { lacksValues }) => {
    if (lacksValues) return '';
    throw new TemplateError(`the chart refuses: ${formatGo(message)}`);
  },
  int: ([value]) => intOf(value),
  int64: ([value]) => intOf(value),
  float64: ([value]) => numeric(value),
  atoi: ([value]) => intOf(value),
  toStrings: ([value]) => listOf(value).map(formatGo),
  add: fold((sum, next) => sum + next),
  add1: ([value]) => intOf(value) + 1,
  sub: fold((sum, next) => sum - next),
  mul: fold((sum, next) => sum * next),
  div: fold((sum, next) => (next === 0 ? 0 : Math.trunc(sum / next))),
  mod: fold((sum, next) => (next === 0 ? 0 : sum % next)),
  max: fold((sum, next) => Math.max(sum, next)),
  min: fold((sum, next) => Math.min(sum, next)),
  floor: ([value]) => Math.floor(numeric(value)),
  ceil: ([value]) => Math.ceil(numeric(value)),
  round: ([value, places]) => Number(numeric(value).toFixed(Math.min(Math.max(intOf(places), 0), 20))),
  kindIs: ([kind, value]) => kindOf(value) === kind,
  kindOf: ([value]) => kindOf(value),
  typeIs: ([type, value]) => typeOf(value) === type,
  typeOf: ([value]) => typeOf(value),
  deepCopy: ([value]) => deepCopy(value),
  deepEqual: ([one, other]) => isEqual(one, other),
  // A cluster is never asked.
  lookup: () => new Map(),
  index: ([value, ...keys]) => keys.reduce<GoValue>((found, key) => itemOf(found, key), value),
};

function itemOf(value: GoValue, key: GoValue): GoValue {
  if (value instanceof Map) return value.get(formatGo(key)) ?? null;
  if (value === null || value === undefined) throw new TemplateError('index of nothing');
  return listOf(value)[intOf(key)] ?? null;
}

function kindOf(value: GoValue): string {
  if (value === null || value === undefined) return 'invalid';
  if (Array.isArray(value)) return 'slice';
  if (value instanceof Map) return 'map';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'number' ? 'float64' : typeof value === 'string' ? 'string' : 'func';
}

function typeOf(value: GoValue): string {
  const kind = kindOf(value);
  if (kind === 'slice') return '[]interface {}';
  return kind === 'map' ? `map[string]interface {}` : kind === 'invalid' ? '<nil>' : kind;
}
