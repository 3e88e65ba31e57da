import type { ColumnDefault, ColumnDefinition, Dialect, ForeignKeyTarget } from '../../../model/migration.js';
import { booleanOf, nameOf, namesOf, numberOf } from '../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import { canonicalType } from '../../sql/column-type.js';
import { volatilityOf } from '../../sql/volatility.js';

export type Options = ReadonlyMap<string, RubyValue>;

/** Ruby classes that stand for types; https://sequel.jeremyevans.net/rdoc/files/doc/schema_modification_rdoc.html */
const classes: ReadonlyMap<string, string> = new Map([
  ['Integer', 'integer'],
  ['Fixnum', 'integer'],
  ['Bignum', 'bigint'],
  ['Float', 'double precision'],
  ['BigDecimal', 'numeric'],
  ['Numeric', 'numeric'],
  ['Date', 'date'],
  ['TrueClass', 'boolean'],
  ['FalseClass', 'boolean'],
]);

/** The name of a type: a class, a symbol or a text. */
export function typeName(value: RubyValue | undefined): string | undefined {
  return value?.kind === 'code' && /^[A-Z]\w*$/.test(value.text) ? value.text : nameOf(value);
}

/** The SQL type of a type's name and a column's options. */
export function sqlType(name: string, options: Options, dialect: Dialect): string {
  const size = options.get('size');
  const sizes = size?.kind === 'array' ? size.items.map(numberOf) : [numberOf(size)];
  const written = sizes.every((one) => one !== undefined) ? `(${sizes.join(',')})` : '';
  if (name === 'String') {
    if (booleanOf(options.get('text')) === true) return 'text';
    if (booleanOf(options.get('fixed')) === true) return `char${written === '' ? '(255)' : written}`;
    if (written !== '') return `varchar${written}`;
    return dialect === 'postgresql' ? 'text' : 'varchar(255)';
  }
  if (name === 'Time' && booleanOf(options.get('only_time')) === true) return 'time';
  if (name === 'DateTime' || name === 'Time')
    return dialect === 'mysql' || dialect === 'sqlserver' ? 'datetime' : 'timestamp';
  if (name === 'File') return dialect === 'postgresql' ? 'bytea' : 'blob';
  return canonicalType(`${classes.get(name) ?? name}${written}`, dialect);
}

/** A column from its name, type and options. */
export function columnOf(
  name: string,
  type: string | undefined,
  options: Options,
  dialect: Dialect,
): ColumnDefinition {
  const fallback = defaultOf(options.get('default'), dialect);
  const isKey = booleanOf(options.get('primary_key')) === true;
  const collation = nameOf(options.get('collate'));
  const generated = generatedBy(options);
  const nullable = booleanOf(options.get('null')) ?? booleanOf(options.get('allow_null')) ?? true;
  return {
    name,
    type: type === undefined ? '' : sqlType(type, options, dialect),
    nullable: nullable && !isKey,
    ...(fallback && { default: fallback }),
    ...(isKey && { primaryKey: true }),
    ...(booleanOf(options.get('unique')) === true && { unique: true }),
    ...(generated && { generated }),
    ...(collation !== undefined && { collation: collation.replaceAll('"', '') }),
  };
}

/** `identity: true` (or `:always`), `generated_always_as:` (stored), `serial: true`. */
function generatedBy(options: Options): ColumnDefinition['generated'] {
  if (options.has('generated_always_as'))
    return booleanOf(options.get('virtual')) === true ? 'virtual' : 'stored';
  const identity = options.get('identity');
  if (identity && identity.kind !== 'nil' && booleanOf(identity) !== false) return 'identity';
  return booleanOf(options.get('serial')) === true ? 'serial' : undefined;
}

/** `primary_key :id` is a numbered integer (identity on PostgreSQL). */
export function keyColumn(
  name: string,
  type: string | undefined,
  options: Options,
  dialect: Dialect,
): ColumnDefinition {
  const column = columnOf(name, type ?? 'Integer', options, dialect);
  const isNumbered =
    /^(integer|bigint)$/.test(column.type) && booleanOf(options.get('auto_increment')) !== false;
  return {
    ...column,
    nullable: false,
    primaryKey: true,
    ...(isNumbered && {
      generated: dialect === 'postgresql' ? ('identity' as const) : ('auto-increment' as const),
    }),
  };
}

/** A default as SQL; `Sequel.lit`, `Sequel::CURRENT_TIMESTAMP` and the like are the engine's. */
export function defaultOf(value: RubyValue | undefined, dialect: Dialect): ColumnDefault | undefined {
  switch (value?.kind) {
    case undefined:
    case 'nil':
      return undefined;
    case 'string':
    case 'symbol':
      return { expression: `'${value.text.replaceAll("'", "''")}'`, volatility: 'constant' };
    case 'number':
      return { expression: value.text, volatility: 'constant' };
    case 'boolean':
      return { expression: String(value.value), volatility: 'constant' };
    case 'code': {
      const expression =
        /^Sequel::(CURRENT_\w+)$/.exec(value.text)?.[1] ?? literalOf(value.text) ?? functionCall(value.text);
      return expression === undefined
        ? { expression: '?', volatility: 'unknown' }
        : { expression, volatility: volatilityOf(expression, dialect) };
    }
    default:
      return { expression: '?', volatility: 'unknown' };
  }
}

/** `Sequel.lit("'{}'")`, `'now()'.lit`: SQL as it is. */
export function literalOf(text: string): string | undefined {
  const match =
    /^(?:Sequel\.)?lit\(?\s*(['"])([^\n]+)\1\s*\)?$/.exec(text) ?? /^(['"])([^\n]+)\1\.lit$/.exec(text);
  return match?.[2];
}

/** `Sequel.function(:now)`. */
function functionCall(text: string): string | undefined {
  const name = /^(?:Sequel\.)?function\(:(\w+)\)$/.exec(text)?.[1];
  return name === undefined ? undefined : `${name}()`;
}

/** What `foreign_key` points at: `foreign_key :artist_id, :artists, key: :id, on_delete: :cascade`. */
export function targetOf(table: string, options: Options): ForeignKeyTarget {
  const action = (name: string): string | undefined =>
    nameOf(options.get(name))?.replaceAll('_', ' ').toUpperCase();
  const onDelete = action('on_delete');
  const onUpdate = action('on_update');
  return {
    table,
    columns: namesOf(options.get('key')) ?? [],
    ...(onDelete !== undefined && { onDelete }),
    ...(onUpdate !== undefined && { onUpdate }),
  };
}
