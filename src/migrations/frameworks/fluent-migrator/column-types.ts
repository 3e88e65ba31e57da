import type { Dialect } from '../../../model/migration.js';
import type { Call } from '../../../syntax/imperative/values.js';
import { argumentOf, numberOf, textOf, wordOf } from '../../../syntax/imperative/values.js';
import { canonicalType } from '../../sql/column-type.js';

/** A type by the method that asks for it, and the numbers that it is given. */
interface AskedType {
  readonly name: string;
  readonly size: number | undefined;
  readonly precision: string | undefined;
}

/** `int.MaxValue`: as much as there is. */
const unlimited = 2_147_483_647;

/**
 * The SQL type that a generator chooses (the type maps of FluentMigrator.Runner.Postgres, .MySql, .SqlServer, .SQLite; the current version of
 * each). Undefined when a call is no type.
 */
export function sqlTypeOf(call: Call, dialect: Dialect): string | undefined {
  if (!/^As[A-Z]/.test(call.name)) return undefined;
  if (call.name === 'AsCustom') return canonicalType(textOf(call.positional[0]) ?? '', dialect);
  const [first] = call.positional;
  const isMax = first?.kind === 'code' && /\bMaxValue$/.test(first.text);
  const asked: AskedType = {
    name: call.name.slice(2),
    size: isMax ? unlimited : numberOf(argumentOf(call, 0, 'size')),
    precision: wordOf(argumentOf(call, 1, 'precision')),
  };
  return canonicalType(declared(asked, dialect), dialect);
}

function declared(asked: AskedType, dialect: Dialect): string {
  switch (dialect) {
    case 'mysql':
    case 'mariadb':
      return ofMysql(asked);
    case 'sqlserver':
      return ofSqlserver(asked);
    case 'sqlite':
      return ofSqlite(asked);
    default:
      return ofPostgresql(asked);
  }
}

/** Types that the engines share. */
const shared: Readonly<Record<string, string>> = {
  Int16: 'smallint',
  Int32: 'integer',
  Int64: 'bigint',
  Date: 'date',
  Time: 'time',
  Xml: 'xml',
};

function decimal({ size, precision }: AskedType): string {
  return size === undefined ? 'numeric(19,5)' : `numeric(${size},${precision ?? '0'})`;
}

function ofPostgresql(asked: AskedType): string {
  const { name, size } = asked;
  switch (name) {
    case 'String':
    case 'AnsiString':
      return size === undefined || size > 10_485_760 ? 'text' : `varchar(${size})`;
    case 'FixedLengthString':
    case 'FixedLengthAnsiString':
      return `char(${size ?? 255})`;
    case 'Binary':
      return 'bytea';
    case 'Boolean':
      return 'boolean';
    case 'Byte':
      return 'smallint';
    case 'Currency':
      return 'money';
    case 'DateTime':
    case 'DateTime2':
      return 'timestamp';
    case 'DateTimeOffset':
      return 'timestamptz';
    case 'Decimal':
      return decimal(asked);
    case 'Double':
      return 'double precision';
    case 'Float':
      return 'real';
    case 'Guid':
      return 'uuid';
    default:
      return shared[name] ?? name;
  }
}

function ofMysql(asked: AskedType): string {
  const { name, size } = asked;
  switch (name) {
    case 'String':
    case 'AnsiString':
      return size === undefined ? 'varchar(255)' : size <= 8192 ? `varchar(${size})` : sized('text', size);
    case 'FixedLengthString':
    case 'FixedLengthAnsiString':
      return `char(${size ?? 255})`;
    case 'Binary':
      return size === undefined ? 'longblob' : size <= 127 ? 'tinyblob' : sized('blob', size);
    case 'Boolean':
      return 'tinyint(1)';
    case 'Byte':
      return 'tinyint unsigned';
    case 'Currency':
      return 'numeric(19,4)';
    case 'DateTime':
    case 'DateTime2':
    case 'DateTimeOffset':
      return 'datetime';
    case 'Decimal':
      return decimal(asked);
    case 'Double':
      return 'double';
    case 'Float':
      return 'float';
    case 'Guid':
      return 'char(36)';
    default:
      return shared[name] ?? name;
  }
}

function sized(kind: 'text' | 'blob', size: number): string {
  return size <= 65_535 ? kind : size <= 16_777_215 ? `medium${kind}` : `long${kind}`;
}

function ofSqlserver(asked: AskedType): string {
  const { name, size } = asked;
  switch (name) {
    case 'String':
      return size !== undefined && size > 4000 ? 'nvarchar(max)' : `nvarchar(${size ?? 255})`;
    case 'AnsiString':
      return size !== undefined && size > 8000 ? 'varchar(max)' : `varchar(${size ?? 255})`;
    case 'FixedLengthString':
      return `nchar(${size ?? 255})`;
    case 'FixedLengthAnsiString':
      return `char(${size ?? 255})`;
    case 'Binary':
      return size !== undefined && size > 8000 ? 'varbinary(max)' : `varbinary(${size ?? 8000})`;
    case 'Boolean':
      return 'bit';
    case 'Byte':
      return 'tinyint';
    case 'Currency':
      return 'money';
    case 'DateTime':
      return 'datetime';
    case 'DateTime2':
      return 'datetime2';
    case 'DateTimeOffset':
      return size === undefined ? 'datetimeoffset' : `datetimeoffset(${size})`;
    case 'Decimal':
      return decimal(asked);
    case 'Double':
      return 'double precision';
    case 'Float':
      return 'real';
    case 'Guid':
      return 'uniqueidentifier';
    default:
      return shared[name] ?? name;
  }
}

function ofSqlite({ name }: AskedType): string {
  switch (name) {
    case 'Binary':
      return 'blob';
    case 'Byte':
    case 'Int16':
    case 'Int32':
    case 'Int64':
    case 'Boolean':
      return 'integer';
    case 'Currency':
    case 'Decimal':
    case 'Double':
    case 'Float':
      return 'numeric';
    case 'Date':
    case 'DateTime':
    case 'DateTime2':
    case 'Time':
      return 'datetime';
    case 'Guid':
      return 'uniqueidentifier';
    default:
      return 'text';
  }
}
