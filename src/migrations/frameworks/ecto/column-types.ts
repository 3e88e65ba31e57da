import type { ColumnDefinition, Dialect } from '../../../model/migration.js';
import type { Value } from '../../../syntax/imperative/values.js';
import { wordOf } from '../../../syntax/imperative/values.js';
import { canonicalType, serialTypes } from '../../sql/column-type.js';
import type { Options } from './options.js';

/** A type with what the engine does about its values. */
export interface EctoType {
  readonly type: string;
  readonly generated?: NonNullable<ColumnDefinition['generated']>;
}

type Names = Readonly<Record<string, string>>;

/** `ecto_to_db` of Ecto.Adapters.Postgres.Connection. */
const postgresql: Names = {
  id: 'integer',
  identity: 'bigint',
  binary_id: 'uuid',
  string: 'varchar',
  bitstring: 'varbit',
  binary: 'bytea',
  map: 'jsonb',
  time_usec: 'time',
  utc_datetime: 'timestamp',
  utc_datetime_usec: 'timestamp',
  naive_datetime: 'timestamp',
  naive_datetime_usec: 'timestamp',
  duration: 'interval',
  float: 'double precision',
};

/** Ecto.Adapters.MyXQL.Connection. */
const mysql: Names = {
  id: 'integer',
  serial: 'bigint unsigned',
  bigserial: 'bigint unsigned',
  binary_id: 'binary(16)',
  uuid: 'binary(16)',
  string: 'varchar',
  float: 'double precision',
  binary: 'blob',
  map: 'json',
  time_usec: 'time',
  utc_datetime: 'datetime',
  utc_datetime_usec: 'datetime',
  naive_datetime: 'datetime',
  naive_datetime_usec: 'datetime',
};

/** Ecto.Adapters.Tds.Connection. */
const sqlserver: Names = {
  id: 'bigint',
  serial: 'integer',
  bigserial: 'bigint',
  binary_id: 'uniqueidentifier',
  uuid: 'uniqueidentifier',
  boolean: 'bit',
  string: 'nvarchar',
  binary: 'varbinary',
  map: 'nvarchar(max)',
  time_usec: 'time',
  utc_datetime: 'datetime',
  utc_datetime_usec: 'datetime2',
  naive_datetime: 'datetime',
  naive_datetime_usec: 'datetime2',
};

/** Ecto.Adapters.SQLite3.DataType (https://github.com/elixir-sqlite/ecto_sqlite3). */
const sqlite: Names = {
  id: 'integer',
  serial: 'integer',
  bigserial: 'integer',
  boolean: 'integer',
  bigint: 'integer',
  string: 'text',
  float: 'numeric',
  binary: 'blob',
  binary_id: 'text',
  map: 'text',
  array: 'text',
  utc_datetime: 'text',
  utc_datetime_usec: 'text',
  naive_datetime: 'text',
  naive_datetime_usec: 'text',
  time_usec: 'text',
  time: 'text',
  date: 'text',
  uuid: 'text',
};

const names: Partial<Readonly<Record<Dialect, Names>>> = {
  postgresql,
  mysql,
  mariadb: mysql,
  sqlserver,
  sqlite,
  unknown: postgresql,
};

/** Without fractions of a second. */
const whole = /^(time|utc_datetime|naive_datetime)$/;

/**
 * The type of a column as the adapter writes it.
 * @returns undefined when only run time knows it.
 */
export function ectoType(value: Value | undefined, options: Options, dialect: Dialect): EctoType | undefined {
  if (value?.kind === 'list') {
    const [outer, inner] = value.entries;
    const word = wordOf(outer?.value) ?? outer?.key;
    if (word === 'map') return ectoType({ kind: 'text', text: 'map', whole: true }, options, dialect);
    if (word !== 'array') return undefined;
    if (dialect === 'sqlite') return { type: 'text' };
    const element = ectoType(inner?.value, options, dialect);
    return element && { type: `${element.type}[]` };
  }
  // The module of a type of its own (EctoEnum, pgvector) is stored as that says.
  const word = value?.kind === 'class' ? undefined : wordOf(value);
  if (word === undefined) return undefined;
  const generated = numbering(word, dialect);
  const known = serialTypes.get(word);
  if (dialect === 'postgresql' || dialect === 'unknown') {
    if (known !== undefined) return { type: known, generated: 'serial' };
  }
  const base = names[dialect]?.[word] ?? word;
  return {
    type: canonicalType(sized(base, word, options, dialect), dialect),
    ...(generated && { generated }),
  };
}

function numbering(word: string, dialect: Dialect): EctoType['generated'] {
  if (word === 'identity') return 'identity';
  if (!/^(big)?serial$/.test(word)) return undefined;
  return dialect === 'sqlserver' ? 'identity' : 'auto-increment';
}

function sized(base: string, word: string, options: Options, dialect: Dialect): string {
  if (dialect === 'sqlite' && base !== 'numeric' && word !== 'decimal') return base;
  const size = options.word('size');
  const precision = options.word('precision');
  const isPostgres = dialect === 'postgresql' || dialect === 'unknown';
  if (whole.test(word) && isPostgres) return `${base}(0)`;
  if (word.endsWith('_usec')) {
    const fraction = precision ?? (isPostgres ? undefined : '6');
    return fraction === undefined ? base : `${base}(${fraction})`;
  }
  if (size !== undefined) return `${word === 'binary' && base === 'blob' ? 'varbinary' : base}(${size})`;
  if (precision !== undefined) return `${base}(${precision},${options.word('scale') ?? '0'})`;
  if (word === 'string' && base !== 'text') return `${base}(255)`;
  return word === 'binary' && dialect === 'sqlserver' ? 'varbinary(max)' : base;
}

/** The type of a column that refers to a numbered one. */
export function referringType(type: EctoType | undefined): EctoType | undefined {
  return type && { type: type.type };
}
