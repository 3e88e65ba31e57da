import type { Dialect } from '../../../model/migration.js';

type Types = Readonly<Record<string, string>>;

const postgresql: Types = {
  int: 'integer',
  long: 'bigint',
  short: 'smallint',
  byte: 'smallint',
  bool: 'boolean',
  string: 'text',
  decimal: 'numeric',
  double: 'double precision',
  float: 'real',
  Guid: 'uuid',
  DateTime: 'timestamptz',
  DateTimeOffset: 'timestamptz',
  DateOnly: 'date',
  TimeOnly: 'time',
  TimeSpan: 'interval',
  'byte[]': 'bytea',
};
const sqlserver: Types = {
  int: 'integer',
  long: 'bigint',
  short: 'smallint',
  byte: 'tinyint',
  bool: 'bit',
  string: 'nvarchar(max)',
  decimal: 'numeric(18,2)',
  double: 'float',
  float: 'real',
  Guid: 'uniqueidentifier',
  DateTime: 'datetime2',
  DateTimeOffset: 'datetimeoffset',
  DateOnly: 'date',
  TimeOnly: 'time',
  TimeSpan: 'time',
  'byte[]': 'varbinary(max)',
};
const mysql: Types = {
  int: 'integer',
  long: 'bigint',
  short: 'smallint',
  byte: 'tinyint unsigned',
  bool: 'boolean',
  string: 'longtext',
  decimal: 'numeric(65,30)',
  double: 'double precision',
  float: 'float',
  Guid: 'char(36)',
  DateTime: 'datetime(6)',
  DateTimeOffset: 'datetime(6)',
  DateOnly: 'date',
  TimeOnly: 'time(6)',
  TimeSpan: 'time(6)',
  'byte[]': 'longblob',
};
const sqlite: Types = {
  int: 'integer',
  long: 'integer',
  short: 'integer',
  byte: 'integer',
  bool: 'integer',
  double: 'real',
  float: 'real',
  'byte[]': 'blob',
};

const byDialect: Partial<Record<Dialect, Types>> = { postgresql, sqlserver, mysql, mariadb: mysql, sqlite };

/** Names of .NET's types that C# has a keyword for. */
const keywords: Types = {
  Int32: 'int',
  Int64: 'long',
  Int16: 'short',
  Byte: 'byte',
  Boolean: 'bool',
  String: 'string',
  Decimal: 'decimal',
  Double: 'double',
  Single: 'float',
};

/**
 * The SQL type that a provider chooses for a type of .NET when the migration names none (the type mapping sources of the providers for
 * PostgreSQL, SQL Server, MySQL and SQLite). Empty when that is not known.
 */
export function sqlTypeOf(
  written: string,
  length: string | undefined,
  precision: string | undefined,
  dialect: Dialect,
): string {
  const plain = written.replace(/\?$/, '').replace(/^System\./, '');
  const clr = keywords[plain] ?? plain;
  const types = byDialect[dialect];
  if (!types) return '';
  const base = types[clr] ?? (dialect === 'sqlite' ? 'text' : '');
  if (clr === 'string' && length !== undefined && dialect !== 'sqlite') {
    return `${dialect === 'sqlserver' ? 'nvarchar' : 'varchar'}(${length})`;
  }
  return clr === 'decimal' && precision !== undefined && dialect !== 'sqlite'
    ? `numeric(${precision})`
    : base;
}
