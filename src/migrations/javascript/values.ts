import type { ColumnDefault, Dialect } from '../../model/migration.js';
import type { ObjectValue, Value } from '../../syntax/javascript/evaluate/value.js';
import { isNullish, optionsOf } from '../../syntax/javascript/evaluate/value.js';
import { isNull, volatilityOf } from '../sql/volatility.js';
import { objectOf } from './program-object.js';
import { writtenText } from './sql-text.js';

/**
 * A value as a name or another text; what is not known of it stays in it as `${expression}`. Of several texts that it can be the first.
 * Undefined for values that are no text.
 */
export function textOf(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  for (const option of optionsOf(value)) {
    if (option.kind === 'text') return writtenText(option);
    const text = objectOf(option)?.text();
    if (text) return writtenText(text);
  }
  return undefined;
}

/** A text, or a list of texts; undefined when one of them is something else. */
export function textsOf(value: Value | undefined): readonly string[] | undefined {
  if (value?.kind !== 'list') {
    const text = textOf(value);
    return text === undefined ? undefined : [text];
  }
  const texts = value.items.map(textOf);
  return texts.every((text) => text !== undefined) && !value.open ? texts : undefined;
}

/** A number, also one that is written as a text. */
export function numberOf(value: Value | undefined): number | undefined {
  if (value?.kind === 'literal' && typeof value.value === 'number') return value.value;
  const text = value?.kind === 'text' ? textOf(value) : undefined;
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

export function booleanOf(value: Value | undefined): boolean | undefined {
  return value?.kind === 'literal' && typeof value.value === 'boolean' ? value.value : undefined;
}

/** An object literal, or the first of several that a value can be. */
export function recordOf(value: Value | undefined): ObjectValue | undefined {
  if (value === undefined) return undefined;
  return optionsOf(value).find((option) => option.kind === 'object');
}

/** A member of an object; undefined when there is none, or it is null or undefined. */
export function entryOf(value: Value | undefined, name: string): Value | undefined {
  const entry = recordOf(value)?.members.get(name);
  return entry === undefined || isNullish(entry) ? undefined : entry;
}

/** Whether a member says yes: `true`, or anything that is set to something. */
export function isSet(value: Value | undefined): boolean {
  return value !== undefined && !isNullish(value) && booleanOf(value) !== false;
}

/**
 * A value as the default of a column: texts are quoted, numbers and booleans written as they are, fragments of SQL taken over, lists and
 * objects as JSON. Undefined for null, and for undefined.
 */
export function defaultOf(value: Value | undefined, dialect: Dialect): ColumnDefault | undefined {
  if (value === undefined || isNullish(value)) return undefined;
  const fragment = objectOf(value)?.text();
  if (fragment) return sqlDefault(writtenText(fragment), dialect);
  if (value.kind === 'literal') return constant(String(value.value));
  if (value.kind === 'text') return constant(quoted(writtenText(value)));
  const json = jsonOf(value, 0);
  if (json !== undefined) return constant(quoted(JSON.stringify(json)));
  return { expression: '?', volatility: 'unknown' };
}

/** A default that is SQL; undefined for NULL. */
export function sqlDefault(expression: string, dialect: Dialect): ColumnDefault | undefined {
  const text = expression.trim();
  return isNull(text) ? undefined : { expression: text, volatility: volatilityOf(text, dialect) };
}

function constant(expression: string): ColumnDefault {
  return { expression, volatility: 'constant' };
}

/** A text as a string of SQL. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const deepestJson = 6;

function jsonOf(value: Value, depth: number): unknown {
  if (depth > deepestJson) return undefined;
  if (value.kind === 'text') return writtenText(value);
  if (value.kind === 'literal') return value.value ?? null;
  if (value.kind === 'list' && !value.open) return value.items.map((item) => jsonOf(item, depth + 1));
  if (value.kind === 'object' && !value.open)
    return Object.fromEntries([...value.members].map(([key, member]) => [key, jsonOf(member, depth + 1)]));
  return undefined;
}

const deepestLook = 3;

/** Whether a value holds a text that is not wholly known, or one of several. */
export function isOpen(value: Value, depth = 0): boolean {
  if (value.kind === 'text') return value.parts.some((part) => typeof part !== 'string');
  if (value.kind === 'choice') return value.options.filter(({ kind }) => kind === 'text').length > 1;
  if (depth >= deepestLook) return false;
  if (value.kind === 'list') return value.items.slice(0, 50).some((item) => isOpen(item, depth + 1));
  return (
    value.kind === 'object' &&
    [...value.members.values()].slice(0, 50).some((item) => isOpen(item, depth + 1))
  );
}
