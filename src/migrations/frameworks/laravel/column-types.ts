import type { Dialect } from '../../../model/migration.js';
import type { Value } from '../../../syntax/imperative/values.js';
import { numberOf, textOf, textsOf, wordOf } from '../../../syntax/imperative/values.js';
import { canonicalType } from '../../sql/column-type.js';
import { sqlLiteral } from '../../programs/literal-default.js';

/** Settings of a column by the names that Laravel gives them: length, precision, total, places, allowed, unsigned … */
export type ColumnSettings = ReadonlyMap<string, Value>;

/**
 * The SQL type of a Laravel column type in lintel's short names. Source: the `type…` methods of the schema grammars
 * (https://github.com/laravel/framework/tree/12.x/src/Illuminate/Database/Schema/Grammars).
 */
export function sqlType(type: string, settings: ColumnSettings, dialect: Dialect): string {
  const mysql = dialect === 'mysql' || dialect === 'mariadb';
  const base = canonicalType(written(type, settings, dialect, mysql), dialect);
  const unsigned = mysql && settings.get('unsigned')?.kind === 'boolean' && isTrue(settings.get('unsigned'));
  return unsigned && !base.endsWith(' unsigned') ? `${base} unsigned` : base;
}

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'boolean' && value.value;
}

function written(type: string, settings: ColumnSettings, dialect: Dialect, mysql: boolean): string {
  const number = (name: string): string | undefined => wordOf(settings.get(name));
  const length = number('length');
  const sqlserver = dialect === 'sqlserver';
  const sqlite = dialect === 'sqlite';
  switch (type) {
    case 'char':
      return sqlite ? 'varchar' : `${sqlserver ? 'nchar' : 'char'}(${length ?? '255'})`;
    case 'string':
      return sqlite ? 'varchar' : `${sqlserver ? 'nvarchar' : 'varchar'}(${length ?? '255'})`;
    case 'tinyText':
      return mysql
        ? 'tinytext'
        : sqlserver
          ? 'nvarchar(255)'
          : dialect === 'postgresql'
            ? 'varchar(255)'
            : 'text';
    case 'text':
    case 'mediumText':
    case 'longText':
      return mysql ? type.toLowerCase() : sqlserver ? 'nvarchar(max)' : 'text';
    case 'bigInteger':
    case 'integer':
    case 'mediumInteger':
    case 'smallInteger':
    case 'tinyInteger':
      return integerType(type, dialect, mysql);
    case 'float':
      return floatType(numberOf(settings.get('precision')) ?? numberOf(settings.get('total')), sqlite, mysql);
    case 'double':
      return 'double precision';
    case 'real':
      return 'real';
    case 'decimal':
    case 'unsignedDecimal':
      return sqlite ? 'numeric' : `numeric(${number('total') ?? '8'},${number('places') ?? '2'})`;
    case 'boolean':
      return sqlserver ? 'bit' : 'boolean';
    case 'enum':
    case 'set': {
      const allowed = textsOf(settings.get('allowed')) ?? [];
      const listed = allowed.map((value) => sqlLiteral(value)).join(',');
      if (mysql) return `${type}(${listed})`;
      return sqlserver ? 'nvarchar(255)' : sqlite ? 'varchar' : 'varchar(255)';
    }
    case 'json':
    case 'jsonb':
      return mysql ? 'json' : sqlserver ? 'nvarchar(max)' : sqlite ? 'text' : type;
    case 'dateTime':
    case 'dateTimeTz':
    case 'timestamp':
    case 'timestampTz':
      return momentType(type, number('precision') ?? '0', dialect, mysql);
    case 'time':
    case 'timeTz': {
      const precision = number('precision') ?? '0';
      if (dialect === 'postgresql') return `${type === 'timeTz' ? 'timetz' : 'time'}(${precision})`;
      return precision === '0' || sqlite ? 'time' : `time(${precision})`;
    }
    case 'year':
      return mysql ? 'year' : sqlserver ? 'int' : 'integer';
    case 'binary':
      if (dialect === 'postgresql') return 'bytea';
      if (length !== undefined && !sqlite)
        return `${isTrue(settings.get('fixed')) ? 'binary' : 'varbinary'}(${length})`;
      return sqlserver ? 'varbinary(max)' : 'blob';
    case 'uuid':
      return mysql
        ? dialect === 'mariadb'
          ? 'uuid'
          : 'char(36)'
        : sqlserver
          ? 'uniqueidentifier'
          : sqlite
            ? 'varchar'
            : 'uuid';
    case 'ipAddress':
      return addressType('inet', '45', dialect);
    case 'macAddress':
      return addressType('macaddr', '17', dialect);
    case 'geometry':
    case 'geography': {
      const subtype = textOf(settings.get('subtype'));
      return subtype === undefined
        ? type
        : mysql
          ? subtype.toLowerCase()
          : `${type}(${subtype.toLowerCase()})`;
    }
    case 'vector': {
      const dimensions = number('dimensions');
      return dimensions === undefined ? 'vector' : `vector(${dimensions})`;
    }
    case 'computed':
      return '';
    case 'raw':
      return textOf(settings.get('definition')) ?? '';
    default:
      return type;
  }
}

/** SQLite knows one integer only; PostgreSQL has no small ones of less than two bytes. */
function integerType(type: string, dialect: Dialect, mysql: boolean): string {
  if (dialect === 'sqlite') return 'integer';
  switch (type) {
    case 'bigInteger':
      return 'bigint';
    case 'mediumInteger':
      return mysql ? 'mediumint' : 'integer';
    case 'smallInteger':
      return 'smallint';
    case 'tinyInteger':
      return mysql || dialect === 'sqlserver' ? 'tinyint' : 'smallint';
    default:
      return 'integer';
  }
}

/** A float of more than 24 bits is a double; without a precision Laravel asks for 53. */
function floatType(precision: number | undefined, sqlite: boolean, mysql: boolean): string {
  if (sqlite) return 'float';
  if (precision === undefined || precision > 24) return 'double precision';
  return mysql ? 'float' : 'real';
}

function momentType(type: string, precision: string, dialect: Dialect, mysql: boolean): string {
  const zoned = type.endsWith('Tz');
  if (dialect === 'postgresql') return `${zoned ? 'timestamptz' : 'timestamp'}(${precision})`;
  const suffix = precision === '0' ? '' : `(${precision})`;
  if (mysql) return `${type.startsWith('dateTime') ? 'datetime' : 'timestamp'}${suffix}`;
  if (dialect === 'sqlite') return 'datetime';
  if (dialect === 'sqlserver')
    return zoned ? `datetimeoffset${suffix}` : suffix === '' ? 'datetime' : `datetime2${suffix}`;
  return zoned ? 'timestamptz' : 'timestamp';
}

function addressType(own: string, length: string, dialect: Dialect): string {
  switch (dialect) {
    case 'mysql':
    case 'mariadb':
      return `varchar(${length})`;
    case 'sqlserver':
      return `nvarchar(${length})`;
    case 'sqlite':
      return 'varchar';
    default:
      return own;
  }
}

/** How a Blueprint method makes a column: its type, what is set, and the names of its arguments after the column's name. */
export interface ColumnMethod {
  readonly type: string;
  readonly parameters?: readonly string[];
  readonly unsigned?: boolean;
  readonly autoIncrement?: boolean;
  /** Name of the column when none is given. */
  readonly name?: string;
  /** The column is a foreign key to be, with `constrained()`. */
  readonly foreign?: boolean;
  readonly length?: string;
}

const integers = ['integer', 'tinyInteger', 'smallInteger', 'mediumInteger', 'bigInteger'];
const incrementing: readonly (readonly [string, string])[] = [
  ['increments', 'integer'],
  ['integerIncrements', 'integer'],
  ['tinyIncrements', 'tinyInteger'],
  ['smallIncrements', 'smallInteger'],
  ['mediumIncrements', 'mediumInteger'],
  ['bigIncrements', 'bigInteger'],
];
const spatial = [
  'point',
  'lineString',
  'polygon',
  'geometryCollection',
  'multiPoint',
  'multiLineString',
  'multiPolygon',
  'multiPolygonZ',
];

/** Methods of a Blueprint that make one column (https://laravel.com/docs/migrations#available-column-types), those of older versions included. */
export const columnMethods: ReadonlyMap<string, ColumnMethod> = new Map<string, ColumnMethod>([
  ['id', { type: 'bigInteger', unsigned: true, autoIncrement: true, name: 'id' }],
  ...incrementing.map(([method, type]) => [method, { type, unsigned: true, autoIncrement: true }] as const),
  ...integers.map((type) => [type, { type, parameters: ['autoIncrement', 'unsigned'] }] as const),
  ...integers.map(
    (type) =>
      [
        `unsigned${type.slice(0, 1).toUpperCase()}${type.slice(1)}`,
        { type, parameters: ['autoIncrement'], unsigned: true },
      ] as const,
  ),
  ['foreignId', { type: 'bigInteger', unsigned: true, foreign: true }],
  ['foreignUuid', { type: 'uuid', foreign: true }],
  ['foreignUlid', { type: 'char', parameters: ['length'], length: '26', foreign: true }],
  ['char', { type: 'char', parameters: ['length'] }],
  ['string', { type: 'string', parameters: ['length'] }],
  ...[
    'tinyText',
    'text',
    'mediumText',
    'longText',
    'double',
    'boolean',
    'json',
    'jsonb',
    'date',
    'year',
    'tsvector',
  ].map((type) => [type, { type }] as const),
  ['float', { type: 'float', parameters: ['precision'] }],
  ['unsignedFloat', { type: 'float', unsigned: true }],
  ['unsignedDouble', { type: 'double', unsigned: true }],
  ['decimal', { type: 'decimal', parameters: ['total', 'places'] }],
  ['unsignedDecimal', { type: 'decimal', parameters: ['total', 'places'], unsigned: true }],
  ['enum', { type: 'enum', parameters: ['allowed'] }],
  ['set', { type: 'set', parameters: ['allowed'] }],
  ...['dateTime', 'dateTimeTz', 'time', 'timeTz', 'timestamp', 'timestampTz'].map(
    (type) => [type, { type, parameters: ['precision'] }] as const,
  ),
  ['softDeletes', { type: 'timestamp', parameters: ['precision'], name: 'deleted_at' }],
  ['softDeletesTz', { type: 'timestampTz', parameters: ['precision'], name: 'deleted_at' }],
  ['softDeletesDatetime', { type: 'dateTime', parameters: ['precision'], name: 'deleted_at' }],
  ['binary', { type: 'binary', parameters: ['length', 'fixed'] }],
  ['uuid', { type: 'uuid', name: 'uuid' }],
  ['ulid', { type: 'char', parameters: ['length'], length: '26', name: 'ulid' }],
  ['ipAddress', { type: 'ipAddress', name: 'ip_address' }],
  ['macAddress', { type: 'macAddress', name: 'mac_address' }],
  ['geometry', { type: 'geometry', parameters: ['subtype', 'srid'] }],
  ['geography', { type: 'geography', parameters: ['subtype', 'srid'] }],
  ...spatial.map((type) => [type, { type: type.toLowerCase() }] as const),
  ['computed', { type: 'computed', parameters: ['expression'] }],
  ['vector', { type: 'vector', parameters: ['dimensions'] }],
  ['rawColumn', { type: 'raw', parameters: ['definition'] }],
  ['rememberToken', { type: 'string', length: '100', name: 'remember_token' }],
]);

/** Columns that may be null without being told so. */
export const nullableColumns: ReadonlySet<string> = new Set([
  'softDeletes',
  'softDeletesTz',
  'softDeletesDatetime',
  'rememberToken',
]);
