import type { Dialect } from '../../../model/migration.js';
import type { Value } from '../../../syntax/imperative/values.js';
import { booleanOf, numberOf, textOf, textsOf, wordOf } from '../../../syntax/imperative/values.js';
import { canonicalType } from '../../sql/column-type.js';
import { sqlLiteral } from '../../programs/literal-default.js';

/** Options of a column by their names: length, precision, scale, fixed, unsigned, autoincrement, notnull, default … */
export type ColumnOptions = ReadonlyMap<string, Value>;

type Family = 'mysql' | 'postgresql' | 'sqlite' | 'sqlserver' | 'other';

function familyOf(dialect: Dialect): Family {
  if (dialect === 'mysql' || dialect === 'mariadb') return 'mysql';
  return dialect === 'postgresql' || dialect === 'sqlite' || dialect === 'sqlserver' ? dialect : 'other';
}

/**
 * The SQL type that DBAL declares for one of its types (the `get…TypeDeclarationSQL` methods of src/Platforms). Types that an application
 * registers itself keep their name.
 */
export function sqlType(type: string, options: ColumnOptions, dialect: Dialect): string {
  const definition = textOf(options.get('columnDefinition'));
  if (definition !== undefined) return canonicalType(typePart(definition), dialect);
  const written = declared(type, options, familyOf(dialect));
  const base = canonicalType(written, dialect);
  const unsigned =
    booleanOf(options.get('unsigned')) === true && familyOf(dialect) === 'mysql' && /int|numeric/.test(base);
  return unsigned ? `${base} unsigned` : base;
}

/** `VARCHAR(20) NOT NULL DEFAULT 'x'` begins with its type. */
function typePart(definition: string): string {
  return definition.replace(
    /\s+(?:NOT\s+NULL|NULL|DEFAULT|AUTO_INCREMENT|COLLATE|CHARACTER\s+SET|COMMENT|CHECK|GENERATED|PRIMARY|UNIQUE|ON\s+UPDATE)\b.*$/is,
    '',
  );
}

const collections = new Set(['array', 'object', 'simple_array', 'json_array']);

function declared(type: string, options: ColumnOptions, family: Family): string {
  const name = type.replace(/_immutable$/, '');
  if (collections.has(name) && !(name === 'json_array' && family === 'mysql'))
    return textType(options, family);
  switch (name) {
    case 'string':
    case 'ascii_string':
    case 'dateinterval':
      return stringType(options, family, name === 'ascii_string');
    case 'text':
      return textType(options, family);
    case 'json_array':
    case 'json':
    case 'jsonb':
      if (family === 'postgresql')
        return name === 'jsonb' || booleanOf(options.get('jsonb')) === true ? 'jsonb' : 'json';
      return family === 'mysql' ? 'json' : textType(new Map(), family);
    case 'integer':
      return 'integer';
    case 'smallint':
    case 'bigint':
    case 'date':
      return name;
    case 'boolean':
      return family === 'mysql' ? 'tinyint(1)' : family === 'sqlserver' ? 'bit' : 'boolean';
    case 'decimal':
    case 'number':
      return `numeric(${wordOf(options.get('precision')) ?? '10'},${wordOf(options.get('scale')) ?? '0'})`;
    case 'float':
      return 'double precision';
    case 'smallfloat':
      return 'real';
    case 'guid':
    case 'uuid':
    case 'ulid':
      return guidType(name, family);
    case 'datetime':
    case 'datetimetz':
    case 'time':
    case 'vardatetime':
      return momentType(name, family);
    case 'binary':
      if (family === 'postgresql') return 'bytea';
      if (family === 'sqlite') return 'blob';
      return `${booleanOf(options.get('fixed')) === true ? 'binary' : 'varbinary'}(${wordOf(options.get('length')) ?? '255'})`;
    case 'blob':
      return blobType(options, family);
    case 'enum':
      return enumType(options, family);
    default:
      return type;
  }
}

function stringType(options: ColumnOptions, family: Family, ascii: boolean): string {
  const length = wordOf(options.get('length')) ?? '255';
  const fixed = booleanOf(options.get('fixed')) === true;
  return `${family === 'sqlserver' && !ascii ? 'n' : ''}${fixed ? 'char' : 'varchar'}(${length})`;
}

/** MySQL has one for each size; without a length it is the largest. */
function sized(options: ColumnOptions, names: readonly [string, string, string, string]): string {
  const length = numberOf(options.get('length'));
  if (length === undefined || length === 0 || length > 16_777_215) return names[3];
  if (length <= 255) return names[0];
  return length <= 65_535 ? names[1] : names[2];
}

function textType(options: ColumnOptions, family: Family): string {
  switch (family) {
    case 'mysql':
      return sized(options, ['tinytext', 'text', 'mediumtext', 'longtext']);
    case 'sqlserver':
      return 'varchar(max)';
    case 'sqlite':
      return 'clob';
    default:
      return 'text';
  }
}

function blobType(options: ColumnOptions, family: Family): string {
  switch (family) {
    case 'mysql':
      return sized(options, ['tinyblob', 'blob', 'mediumblob', 'longblob']);
    case 'sqlserver':
      return 'varbinary(max)';
    default:
      return family === 'postgresql' ? 'bytea' : 'blob';
  }
}

/** `uuid` and `ulid` are Symfony's (doctrine-bridge, Types/AbstractUidType.php): native where there is one, else 16 bytes. */
function guidType(name: string, family: Family): string {
  if (family === 'postgresql') return 'uuid';
  if (family === 'sqlserver') return 'uniqueidentifier';
  if (name === 'guid') return 'char(36)';
  return family === 'sqlite' ? 'blob' : 'binary(16)';
}

function momentType(name: string, family: Family): string {
  switch (family) {
    case 'postgresql':
      return name === 'time' ? 'time(0)' : name === 'datetimetz' ? 'timestamptz(0)' : 'timestamp(0)';
    case 'sqlserver':
      return name === 'time' ? 'time(0)' : name === 'datetimetz' ? 'datetimeoffset(6)' : 'datetime2(6)';
    default:
      return name === 'time' ? 'time' : 'datetime';
  }
}

function enumType(options: ColumnOptions, family: Family): string {
  const values = textsOf(options.get('values')) ?? [];
  if (family === 'mysql') return `enum(${values.map((value) => sqlLiteral(value)).join(',')})`;
  const length = Math.max(1, ...values.map((value) => value.length));
  return stringType(new Map([['length', { kind: 'number', text: String(length) }]]), family, false);
}

const constants: ReadonlyMap<string, string> = new Map([
  ['DATETIME_MUTABLE', 'datetime'],
  ['DATETIMETZ_MUTABLE', 'datetimetz'],
  ['DATE_MUTABLE', 'date'],
  ['TIME_MUTABLE', 'time'],
  ['TARRAY', 'array'],
]);

/** `Types::STRING`, `Type::TEXT`: the names of DBAL's types are their constants' in lower case, with a few exceptions. */
export function typeOfConstant(name: string): string | undefined {
  return constants.get(name) ?? (/^[A-Z][A-Z_]+$/.test(name) ? name.toLowerCase() : undefined);
}
