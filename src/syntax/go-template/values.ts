import { TemplateError } from './nodes.js';
import type { Evaluation } from './evaluate.js';

/** A value in a template. Maps keep the order of their keys; Go goes over them sorted. */
export type GoValue =
  null | undefined | boolean | number | string | readonly GoValue[] | Map<string, GoValue> | GoMethod;

/** A method of an object that Helm gives, `.Capabilities.APIVersions.Has` for example. */
export type GoMethod = (...given: GoValue[]) => GoValue;

/** A function of the template language. */
export type GoFunction = (given: readonly GoValue[], evaluation: Evaluation) => GoValue;

/** What JSON and YAML give, as values of a template. */
export function goValue(plain: unknown): GoValue {
  if (plain === null || plain === undefined) return null;
  if (typeof plain === 'boolean' || typeof plain === 'number' || typeof plain === 'string') return plain;
  if (Array.isArray(plain)) return plain.map(goValue);
  if (typeof plain === 'object')
    return new Map(Object.entries(plain).map(([key, value]) => [key, goValue(value)]));
  return null;
}

/**
 * The value behind a chain of fields. A key that a map lacks is nothing; a field of nothing is an error, as in Go.
 * @param lacksValues a field of nothing is nothing.
 * @throws TemplateError for a field of what has none.
 */
export function memberOf(value: GoValue, names: readonly string[], lacksValues = false): GoValue {
  let found = value;
  for (const name of names) {
    if (lacksValues && (found === null || found === undefined)) return null;
    if (!(found instanceof Map)) throw new TemplateError(`.${name} is asked of what has no fields`);
    found = found.get(name) ?? null;
  }
  return found;
}

/** Whether a value counts as true: not false, 0, empty or nothing. */
export function isTruthy(value: GoValue): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Map) return value.size > 0;
  return Boolean(value);
}

/** A value as a template writes it. Nothing is the empty text, as Helm makes it. */
export function formatGo(value: GoValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `[${value.map(formatGo).join(' ')}]`;
  if (value instanceof Map)
    return `map[${[...value.keys()]
      .toSorted()
      .map((key) => `${key}:${formatGo(value.get(key))}`)
      .join(' ')}]`;
  throw new TemplateError('a method is written without being called');
}

/** A whole number; texts are read, anything else is 0, as Sprig's `int` does. */
export function intOf(value: GoValue): number {
  const number =
    typeof value === 'string' ? Number(value) : typeof value === 'number' ? value : Number(value === true);
  return Number.isFinite(number) ? Math.trunc(number) : 0;
}

/** A list; nothing is an empty one. */
export function listOf(value: GoValue): readonly GoValue[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw new TemplateError('a list is expected');
}

/** A map; nothing is an empty one. */
export function mapOf(value: GoValue): Map<string, GoValue> {
  if (value === null || value === undefined) return new Map();
  if (value instanceof Map) return value;
  throw new TemplateError('a map is expected');
}

/** A copy with copies of all that it holds. */
export function deepCopy(value: GoValue): GoValue {
  if (Array.isArray(value)) return value.map(deepCopy);
  if (value instanceof Map) return new Map([...value].map(([key, inner]) => [key, deepCopy(inner)]));
  return value;
}

/** Whether two values are the same all through. */
export function isEqual(one: GoValue, other: GoValue): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => isEqual(item, other[index] ?? null));
  if (one instanceof Map && other instanceof Map)
    return one.size === other.size && [...one].every(([key, item]) => isEqual(item, other.get(key) ?? null));
  return (one ?? null) === (other ?? null);
}
