import type { ColumnDefault, ColumnDefinition, ForeignKeyTarget } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { isNullish } from '../../../syntax/javascript/evaluate/value.js';
import { booleanOf, defaultOf, entryOf, isSet, recordOf, textOf } from '../../javascript/values.js';
import { canonicalType, serialTypes } from '../../sql/column-type.js';

/** Other names of types that node-pg-migrate knows (https://salsita.github.io/node-pg-migrate/migrations/columns). */
const typeNames: Readonly<Record<string, string>> = {
  int: 'integer',
  string: 'text',
  float: 'real',
  double: 'double precision',
  datetime: 'timestamp',
  bool: 'boolean',
};

/** The columns of an object of definitions; `shorthands` are the types that the migration defines. */
export function columnsOf(definitions: Value, shorthands: Value | undefined): readonly ColumnDefinition[] {
  return [...(recordOf(definitions)?.members ?? [])].map(([name, value]) =>
    columnOf(name, value, shorthands),
  );
}

function columnOf(name: string, value: Value, shorthands: Value | undefined): ColumnDefinition {
  const named = textOf(value) ?? textOf(entryOf(value, 'type'));
  const short = named === undefined ? undefined : entryOf(shorthands, named);
  if (named === 'id' && short === undefined)
    return { name, type: 'integer', nullable: false, generated: 'serial', primaryKey: true };
  const option = (key: string): Value | undefined => entryOf(value, key) ?? entryOf(short, key);
  const written = typeOf(short === undefined ? named : (textOf(short) ?? textOf(entryOf(short, 'type'))));
  const serial = serialTypes.get(written);
  const isKey = booleanOf(option('primaryKey')) === true;
  const fallback = pgDefault(option('default'));
  const references = referenceOf(option);
  const check = textOf(option('check'));
  const collation = textOf(option('collation'));
  const identity = isSet(option('sequenceGenerated')) || isSet(option('generated'));
  return {
    name,
    type: serial ?? written,
    nullable: booleanOf(option('notNull')) !== true && !isKey && serial === undefined && !identity,
    ...(fallback && { default: fallback }),
    ...(serial !== undefined && { generated: 'serial' as const }),
    ...(identity && { generated: 'identity' as const }),
    ...(isSet(option('expressionGenerated')) && { generated: 'stored' as const }),
    ...(isKey && { primaryKey: true }),
    ...(isSet(option('unique')) && { unique: true }),
    ...(references && { references }),
    ...(check !== undefined && { check }),
    ...(collation !== undefined && { collation }),
  };
}

/** A type as it is written, in lintel's short names. */
export function typeOf(written: string | undefined): string {
  if (written === undefined) return '';
  return canonicalType(typeNames[written.toLowerCase()] ?? written, 'postgresql');
}

/** A default: texts are quoted, `pgm.func('now()')` is SQL; null is none. */
export function pgDefault(value: Value | undefined): ColumnDefault | undefined {
  return value === undefined || isNullish(value) ? undefined : defaultOf(value, 'postgresql');
}

/** A table: a text, or `{ schema, name }`. */
export function nameOf(value: Value | undefined): string | undefined {
  const text = textOf(value);
  if (text !== undefined) return text;
  const name = textOf(entryOf(value, 'name'));
  const schema = textOf(entryOf(value, 'schema'));
  return name !== undefined && schema !== undefined ? `${schema}.${name}` : name;
}

function referenceOf(option: (key: string) => Value | undefined): ForeignKeyTarget | undefined {
  const written = nameOf(option('references'));
  if (written === undefined) return undefined;
  return withActions(written, option);
}

/** `users`, `"users"`, `users(id)`, `"public"."users" ("id")` with the actions beside it. */
export function withActions(written: string, option: (key: string) => Value | undefined): ForeignKeyTarget {
  const [, table = '', columns] = /^([^(]+)(?:\(([^)]*)\))?/.exec(written.replaceAll('"', '')) ?? [];
  const onDelete = actionOf(option('onDelete'));
  const onUpdate = actionOf(option('onUpdate'));
  return {
    table: table.trim(),
    columns: columns === undefined ? [] : columns.split(',').map((column) => column.trim()),
    ...(onDelete !== undefined && { onDelete }),
    ...(onUpdate !== undefined && { onUpdate }),
  };
}

function actionOf(value: Value | undefined): string | undefined {
  const action = textOf(value)?.trim().toUpperCase();
  return action === 'NO ACTION' || action === '' ? undefined : action;
}
