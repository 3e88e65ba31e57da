import type { Dialect } from '../../../model/migration.js';
import type { Value } from '../../../syntax/imperative/values.js';
import { booleanOf, textOf, textsOf, wordOf } from '../../../syntax/imperative/values.js';
import { canonicalType } from '../../sql/column-type.js';
import { sqlLiteral } from '../../programs/literal-default.js';

/** Options of a column by their names: limit, null, default, precision, scale, signed, identity, timezone, values … */
export type ColumnOptions = ReadonlyMap<string, Value>;

/**
 * The SQL type that an adapter gives to a type of Phinx (`getSqlType` of Db/Adapter/MysqlAdapter.php, PostgresAdapter.php, SQLiteAdapter.php,
 * SqlServerAdapter.php). Names that it does not know stay.
 */
export function sqlType(type: string, options: ColumnOptions, dialect: Dialect): string {
  const base = canonicalType(declared(type.toLowerCase(), type, options, dialect), dialect);
  const mysql = dialect === 'mysql' || dialect === 'mariadb';
  const unsigned =
    mysql && booleanOf(options.get('signed')) === false && /int|numeric|float|double/.test(base);
  return unsigned && !base.endsWith(' unsigned') ? `${base} unsigned` : base;
}

function declared(type: string, written: string, options: ColumnOptions, dialect: Dialect): string {
  switch (dialect) {
    case 'mysql':
    case 'mariadb':
      return ofMysql(type, written, options);
    case 'sqlite':
      return ofSqlite(type, written, options);
    case 'sqlserver':
      return ofSqlserver(type, written, options);
    default:
      return ofPostgresql(type, written, options);
  }
}

function limitOf(options: ColumnOptions): string | undefined {
  const limit = wordOf(options.get('limit')) ?? wordOf(options.get('length'));
  return limit === '0' ? undefined : limit;
}

/** `(12,2)`, or nothing. */
function digits(options: ColumnOptions): string {
  const [precision, scale] = [wordOf(options.get('precision')), wordOf(options.get('scale'))];
  if (precision === undefined) return '';
  return `(${precision}${scale === undefined ? '' : `,${scale}`})`;
}

/** Names of whole numbers that all of them share. */
const integers: Readonly<Record<string, string>> = {
  tinyinteger: 'tinyint',
  smallinteger: 'smallint',
  mediuminteger: 'mediumint',
  integer: 'integer',
  biginteger: 'bigint',
};

function ofMysql(type: string, written: string, options: ColumnOptions): string {
  const limit = limitOf(options);
  const size = limit === undefined ? undefined : Number(limit);
  switch (type) {
    case 'integer':
      return sizedInteger(size);
    case 'tinyinteger':
    case 'smallinteger':
    case 'mediuminteger':
    case 'biginteger':
      return integers[type] ?? type;
    case 'boolean':
      return 'tinyint(1)';
    case 'string':
      return `varchar(${limit ?? '255'})`;
    case 'char':
      return `char(${limit ?? '255'})`;
    case 'text':
      return sizedText(size);
    case 'binary':
    case 'varbinary':
      return size !== undefined && size > 255 ? sizedBlob(size) : `${type}(${limit ?? '255'})`;
    case 'blob':
      return sizedBlob(size);
    case 'binaryuuid':
      return 'binary(16)';
    case 'uuid':
    case 'nativeuuid':
      return 'char(36)';
    case 'bit':
      return `bit(${limit ?? '64'})`;
    case 'enum':
    case 'set':
      return `${type}(${valuesOf(options)
        .map((value) => sqlLiteral(value))
        .join(',')})`;
    case 'decimal':
    case 'float':
    case 'double':
      return `${type}${digits(options)}`;
    case 'datetime':
    case 'timestamp':
    case 'time':
      return limit === undefined ? type : `${type}(${limit})`;
    default:
      return written;
  }
}

/** A limit that is one of the adapter's sizes chooses the type; a smaller one is the width in which it is shown. */
function sizedInteger(size: number | undefined): string {
  if (size === undefined || size < 255) return 'integer';
  if (size >= 2_147_483_647) return 'bigint';
  if (size >= 1_073_741_823) return 'integer';
  if (size >= 16_777_215) return 'mediumint';
  return size >= 65_535 ? 'smallint' : 'tinyint';
}

function sizedText(size: number | undefined): string {
  if (size === undefined) return 'text';
  if (size >= 2_147_483_647) return 'longtext';
  if (size >= 16_777_215) return 'mediumtext';
  return size >= 65_535 || size < 255 ? 'text' : 'tinytext';
}

function sizedBlob(size: number | undefined): string {
  if (size === undefined) return 'blob';
  if (size <= 255) return 'tinyblob';
  if (size <= 65_535) return 'blob';
  return size <= 16_777_215 ? 'mediumblob' : 'longblob';
}

function valuesOf(options: ColumnOptions): readonly string[] {
  const values = options.get('values');
  const single = textOf(values);
  return single === undefined ? (textsOf(values) ?? []) : single.split(',').map((value) => value.trim());
}

function ofPostgresql(type: string, written: string, options: ColumnOptions): string {
  const limit = limitOf(options);
  const zoned = booleanOf(options.get('timezone')) === true;
  switch (type) {
    case 'tinyinteger':
      return 'smallint';
    case 'smallinteger':
    case 'mediuminteger':
    case 'integer':
    case 'biginteger':
      return type === 'mediuminteger' ? 'integer' : (integers[type] ?? type);
    case 'string':
      return `varchar(${limit ?? '255'})`;
    case 'char':
      return `char(${limit ?? '255'})`;
    case 'decimal':
      return `numeric${digits(options) === '' ? '(18,0)' : digits(options)}`;
    case 'double':
      return 'double precision';
    case 'float':
      return 'real';
    case 'datetime':
    case 'timestamp':
      return zoned ? 'timestamptz' : 'timestamp';
    case 'time':
      return zoned ? 'timetz' : 'time';
    case 'binary':
    case 'blob':
    case 'varbinary':
      return 'bytea';
    case 'binaryuuid':
    case 'nativeuuid':
      return 'uuid';
    default:
      return written;
  }
}

/** SQLite takes any name; those of the adapter say how a value is kept. */
const sqliteNames: Readonly<Record<string, string>> = {
  binary: 'binary_blob',
  binaryuuid: 'uuid_blob',
  boolean: 'boolean_integer',
  date: 'date_text',
  datetime: 'datetime_text',
  json: 'json_text',
  jsonb: 'jsonb_text',
  string: 'varchar',
  time: 'time_text',
  timestamp: 'timestamp_text',
  uuid: 'uuid_text',
  varbinary: 'varbinary_blob',
};

function ofSqlite(type: string, written: string, options: ColumnOptions): string {
  const name = sqliteNames[type] ?? written;
  const limit = limitOf(options);
  if (type === 'decimal') return `${name}${digits(options)}`;
  return limit !== undefined && /^(string|char)$/.test(type) ? `${name}(${limit})` : name;
}

function ofSqlserver(type: string, written: string, options: ColumnOptions): string {
  const limit = limitOf(options);
  switch (type) {
    case 'tinyinteger':
    case 'smallinteger':
    case 'integer':
    case 'biginteger':
      return integers[type] ?? type;
    case 'string':
      return `nvarchar(${limit ?? '255'})`;
    case 'char':
      return `nchar(${limit ?? '255'})`;
    case 'text':
      return 'ntext';
    case 'decimal':
      return `numeric${digits(options)}`;
    case 'timestamp':
      return 'datetime';
    case 'binary':
    case 'blob':
    case 'varbinary':
      return limit === undefined ? 'varbinary' : `varbinary(${limit})`;
    case 'boolean':
      return 'bit';
    case 'uuid':
    case 'binaryuuid':
      return 'uniqueidentifier';
    case 'filestream':
      return 'varbinary(max)';
    default:
      return written;
  }
}
