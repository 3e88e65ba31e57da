import type { Dialect } from '../../../model/migration.js';
import { numberOf } from '../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';

type Options = ReadonlyMap<string, RubyValue>;

/** Integers by their limit in bytes (ActiveRecord's type_to_sql of each adapter). */
function integerType(limit: number | undefined): string {
  if (limit === undefined) return 'integer';
  if (limit <= 2) return 'smallint';
  return limit <= 4 ? 'integer' : 'bigint';
}

/**
 * The SQL type of a Rails column type, in lintel's short names; what Rails does not know is a type of the database's own and stays.
 * Source: NATIVE_DATABASE_TYPES of ActiveRecord's PostgreSQL, MySQL and SQLite adapters.
 */
export function sqlType(type: string, options: Options, dialect: Dialect): string {
  const limit = numberOf(options.get('limit'));
  const base = baseType(type, limit, options, dialect);
  return options.get('array')?.kind === 'boolean' && dialect === 'postgresql' ? `${base}[]` : base;
}

function baseType(type: string, limit: number | undefined, options: Options, dialect: Dialect): string {
  const mysql = dialect === 'mysql' || dialect === 'mariadb';
  switch (type) {
    case 'string':
      return limit === undefined ? (mysql ? 'varchar(255)' : 'varchar') : `varchar(${limit})`;
    case 'text':
      return 'text';
    case 'integer':
      return integerType(limit);
    case 'bigint':
    case 'primary_key':
    case 'bigserial':
      return 'bigint';
    case 'serial':
      return 'integer';
    case 'float':
      return mysql ? 'float' : 'double precision';
    case 'decimal':
    case 'numeric':
      return numericType(options);
    case 'datetime':
      return mysql || dialect === 'sqlite' ? 'datetime' : 'timestamp';
    case 'timestamp':
      return mysql ? 'timestamp' : dialect === 'sqlite' ? 'datetime' : 'timestamp';
    case 'binary':
      return dialect === 'postgresql' ? 'bytea' : 'blob';
    case 'blob':
      return dialect === 'postgresql' ? 'bytea' : 'blob';
    default:
      return type.toLowerCase();
  }
}

function numericType(options: Options): string {
  const precision = numberOf(options.get('precision'));
  const scale = numberOf(options.get('scale'));
  if (precision === undefined) return 'numeric';
  return scale === undefined ? `numeric(${precision})` : `numeric(${precision},${scale})`;
}

/** Methods of a table block that add a column of their type. */
export const columnMethods: ReadonlySet<string> = new Set(
  (
    'string text integer bigint float decimal numeric datetime timestamp timestamptz time date binary blob boolean json jsonb uuid inet cidr ' +
    'macaddr hstore citext enum serial bigserial virtual tsvector tsrange tstzrange daterange int4range int8range numrange xml money point line ' +
    'lseg box path polygon circle bit bit_varying interval oid ltree unsigned_integer unsigned_bigint unsigned_float unsigned_decimal tinyint ' +
    'smallint mediumint tinytext mediumtext longtext tinyblob mediumblob longblob geometry geography st_point vector multi_polygon line_string'
  ).split(' '),
);
