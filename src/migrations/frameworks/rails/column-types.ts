import type { Dialect } from '../../../model/migration.js';
import { booleanOf, nameOf, numberOf } from '../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import { canonicalType } from '../../sql/column-type.js';

type Options = ReadonlyMap<string, RubyValue>;

/** What a Rails migration's version and database decide. */
export interface RailsContext {
  readonly dialect: Dialect;
  /** Version of the migration class: `ActiveRecord::Migration[7.1]` = 7.1; 4.2 when it names none; infinite for a house's own class. */
  readonly version: number;
}

/**
 * The SQL type of a Rails column type, in lintel's short names; what Rails does not know is a type of the database's own.
 * Source: NATIVE_DATABASE_TYPES and type_to_sql of ActiveRecord's PostgreSQL, MySQL and SQLite adapters.
 */
export function sqlType(type: string, options: Options, context: RailsContext): string {
  const { dialect } = context;
  const base = baseType(type, options, context);
  const unsigned =
    isMysql(dialect) && (booleanOf(options.get('unsigned')) === true || type.startsWith('unsigned_'));
  const array = dialect === 'postgresql' && booleanOf(options.get('array')) === true;
  return `${base}${unsigned ? ' unsigned' : ''}${array ? '[]' : ''}`;
}

function isMysql(dialect: Dialect): boolean {
  return dialect === 'mysql' || dialect === 'mariadb';
}

function baseType(type: string, options: Options, context: RailsContext): string {
  const { dialect } = context;
  const mysql = isMysql(dialect);
  const limit = numberOf(options.get('limit'));
  switch (type.replace(/^unsigned_/, '')) {
    case 'string':
      return limit === undefined ? (mysql ? 'varchar(255)' : 'varchar') : `varchar(${limit})`;
    case 'text':
      return mysql ? `${sizeOf(limit, options)}text` : 'text';
    case 'integer':
      return integerType(limit, mysql);
    case 'bigint':
    case 'bigserial':
      return 'bigint';
    case 'primary_key':
      return dialect === 'sqlite' ? 'integer' : context.version >= 5.1 ? 'bigint' : 'integer';
    case 'serial':
      return 'integer';
    case 'float':
      if (mysql) return limit !== undefined && limit > 24 ? 'double precision' : 'float';
      return dialect === 'postgresql' && limit !== undefined && limit <= 24 ? 'real' : 'double precision';
    case 'decimal':
    case 'numeric':
      return numericType(options, mysql);
    case 'datetime':
      return withPrecision(
        dialect === 'postgresql' || dialect === 'unknown' ? 'timestamp' : 'datetime',
        type,
        options,
        context,
      );
    case 'timestamp':
      return withPrecision(dialect === 'sqlite' ? 'datetime' : 'timestamp', type, options, context);
    case 'timestamptz':
    case 'time':
      return withPrecision(type, type, options, context);
    case 'binary':
    case 'blob':
      if (dialect === 'postgresql') return 'bytea';
      if (mysql && type === 'binary' && limit !== undefined && limit <= 0xff_f) return `varbinary(${limit})`;
      return mysql ? `${sizeOf(limit, options)}blob` : 'blob';
    case 'bit_varying':
      return limit === undefined ? 'varbit' : `varbit(${limit})`;
    case 'boolean':
      return 'boolean';
    default: {
      const written = limit !== undefined && /^\w+$/.test(type) ? `${type}(${limit})` : type;
      return canonicalType(written, dialect);
    }
  }
}

/** Integers by their limit in bytes. */
function integerType(limit: number | undefined, mysql: boolean): string {
  if (limit === undefined) return 'integer';
  if (mysql && limit === 1) return 'tinyint';
  if (limit <= 2) return 'smallint';
  if (mysql && limit === 3) return 'mediumint';
  return limit <= 4 ? 'integer' : 'bigint';
}

/** MySQL's size of text and blob by limit (bytes) or `size:`. */
function sizeOf(limit: number | undefined, options: Options): string {
  const size = nameOf(options.get('size'));
  if (size !== undefined) return size;
  if (limit === undefined) return '';
  if (limit <= 0xff) return 'tiny';
  if (limit <= 0xff_ff) return '';
  return limit <= 0xff_ff_ff ? 'medium' : 'long';
}

/** From version 7.0 on Rails gives datetime columns a precision of 6 unless another, or nil, is written. */
function withPrecision(name: string, type: string, options: Options, { version }: RailsContext): string {
  const precision = options.has('precision')
    ? numberOf(options.get('precision'))
    : type === 'datetime' && version >= 7
      ? 6
      : undefined;
  return precision === undefined ? name : `${name}(${precision})`;
}

/** MySQL gives `decimal` without a precision ten digits and no scale. */
function numericType(options: Options, mysql: boolean): string {
  const precision = numberOf(options.get('precision'));
  const scale = numberOf(options.get('scale'));
  if (precision === undefined) return mysql ? 'numeric(10)' : 'numeric';
  return scale === undefined ? `numeric(${precision})` : `numeric(${precision},${scale})`;
}

/** Methods of a table block that add a column of their type; the last lines are those of the PostGIS, spatial and vector adapters. */
export const columnMethods: ReadonlySet<string> = new Set(
  (
    'string text integer bigint float decimal numeric datetime timestamp timestamptz time date binary blob boolean json jsonb uuid inet cidr ' +
    'macaddr hstore citext enum serial bigserial virtual tsvector tsrange tstzrange daterange int4range int8range numrange xml money point line ' +
    'lseg box path polygon circle bit bit_varying interval oid ltree unsigned_integer unsigned_bigint unsigned_float unsigned_decimal tinyint ' +
    'smallint mediumint tinytext mediumtext longtext tinyblob mediumblob longblob primary_key ' +
    'geometry geography st_point st_polygon multi_polygon multi_point line_string vector halfvec'
  ).split(' '),
);
