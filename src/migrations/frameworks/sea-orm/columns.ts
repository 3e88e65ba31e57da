import type {
  ColumnDefault,
  ColumnDefinition,
  Dialect,
  ForeignKeyTarget,
  OperationBody,
} from '../../../model/migration.js';
import type { Value } from '../../../syntax/imperative/values.js';
import { booleanOf, textOf, wordOf } from '../../../syntax/imperative/values.js';
import { canonicalType } from '../../sql/column-type.js';
import { volatilityOf } from '../../sql/volatility.js';
import { builderOf, nameOf } from './statement-builder.js';
import type { StatementBuilder } from './statement-builder.js';

type Names = Readonly<Record<string, string>>;

/** `prepare_column_type` of sea-query's PostgreSQL backend. */
const postgresql: Names = {
  char: 'char',
  string: 'varchar',
  text: 'text',
  tiny_integer: 'smallint',
  small_integer: 'smallint',
  integer: 'integer',
  big_integer: 'bigint',
  tiny_unsigned: 'smallint',
  small_unsigned: 'smallint',
  unsigned: 'integer',
  big_unsigned: 'bigint',
  float: 'real',
  double: 'double precision',
  decimal: 'numeric',
  date_time: 'timestamp',
  timestamp: 'timestamp',
  timestamp_with_time_zone: 'timestamptz',
  time: 'time',
  date: 'date',
  interval: 'interval',
  binary: 'bytea',
  var_binary: 'bytea',
  blob: 'bytea',
  bit: 'bit',
  varbit: 'varbit',
  boolean: 'boolean',
  money: 'money',
  json: 'json',
  json_binary: 'jsonb',
  uuid: 'uuid',
  inet: 'inet',
  cidr: 'cidr',
  mac_address: 'macaddr',
  ltree: 'ltree',
  vector: 'vector',
  year: 'integer',
};
const mysql: Names = {
  ...postgresql,
  string: 'varchar(255)',
  tiny_integer: 'tinyint',
  tiny_unsigned: 'tinyint unsigned',
  small_unsigned: 'smallint unsigned',
  unsigned: 'integer unsigned',
  big_unsigned: 'bigint unsigned',
  float: 'float',
  date_time: 'datetime',
  timestamp_with_time_zone: 'timestamp',
  binary: 'binary',
  var_binary: 'varbinary',
  blob: 'blob',
  double: 'double',
  decimal: 'decimal',
  bit: 'bit',
  varbit: 'bit',
  json_binary: 'json',
  uuid: 'binary(16)',
  money: 'decimal',
  year: 'year',
};
const sqlite: Names = {
  ...postgresql,
  tiny_integer: 'tinyint',
  tiny_unsigned: 'tinyint',
  big_integer: 'integer',
  big_unsigned: 'integer',
  date_time: 'datetime_text',
  timestamp: 'timestamp_text',
  timestamp_with_time_zone: 'timestamp_with_timezone_text',
  time: 'time_text',
  date: 'date_text',
  blob: 'blob',
  binary: 'blob',
  var_binary: 'varbinary_blob',
  money: 'real_money',
  json: 'json_text',
  json_binary: 'jsonb_text',
  uuid: 'uuid_text',
  float: 'float',
  double: 'double',
  decimal: 'real',
};

function typesOf(dialect: Dialect): Names {
  return dialect === 'mysql' || dialect === 'mariadb' ? mysql : dialect === 'sqlite' ? sqlite : postgresql;
}

/** The type of PostgreSQL by its name; MySQL has the values in the type, SQLite has none. */
function enumerationType([name, values]: readonly Value[], dialect: Dialect): string {
  if (dialect === 'sqlite') return 'enum_text';
  const labels = values?.kind === 'list' ? values.entries.map(({ value }) => nameOf(value)) : [undefined];
  const isInline = dialect === 'mysql' || dialect === 'mariadb';
  return isInline && !labels.includes(undefined)
    ? `enum(${labels.map((label) => `'${label}'`).join(',')})`
    : (nameOf(name) ?? '');
}

/** Names of `ArrayColType` of Loco that are no types of sea-query. */
const elements: Names = { int: 'integer', big_int: 'big_integer', bool: 'boolean' };

/** The type that a method of a column names; undefined for other methods. */
function typeFor(method: string, given: readonly Value[], dialect: Dialect): string | undefined {
  if (method === 'custom') return nameOf(given[0]) ?? '';
  if (method === 'enumeration') return enumerationType(given, dialect);
  if (method === 'array') {
    const element = given[0];
    const builder = builderOf(element);
    const inner = textOf(element) ?? builder?.origin.replace(/^ColumnType::/, '');
    const word = inner?.replaceAll(/(?<!^)([A-Z])/g, '_$1').toLowerCase();
    return word === undefined ? '' : `${typesOf(dialect)[elements[word] ?? word] ?? word}[]`;
  }
  const base = method.replace(/_len$/, '');
  const type = typesOf(dialect)[base];
  if (type === undefined) return undefined;
  const sizes = given.map(wordOf).filter((size) => size !== undefined);
  return sizes.length > 0 &&
    /^(char|string|decimal|var_binary|binary|money|bit|varbit|vector)$/.test(base) &&
    type !== 'bytea'
    ? `${type.replace(/\(.*$/, '')}(${sizes.join(',')})`
    : type;
}

/** A default: a value, `Expr::current_timestamp()`, `Expr::cust("…")`. */
export function defaultOf(value: Value | undefined, dialect: Dialect): ColumnDefault | undefined {
  const builder = builderOf(value);
  if (builder) {
    const [first] = builder.given;
    const sql: Readonly<Record<string, string>> = {
      'Expr::current_timestamp': 'CURRENT_TIMESTAMP',
      'Expr::current_date': 'CURRENT_DATE',
      'Expr::current_time': 'CURRENT_TIME',
      'PgFunc::gen_random_uuid': 'gen_random_uuid()',
    };
    const written =
      sql[builder.origin] ??
      (/^(Expr|Func|SimpleExpr)::cust/.test(builder.origin) ? textOf(first) : undefined);
    if (written !== undefined) return { expression: written, volatility: volatilityOf(written, dialect) };
    if (/^(Expr::(val|value)|SimpleExpr::from)$/.test(builder.origin)) return defaultOf(first, dialect);
    return { expression: '?', volatility: 'unknown' };
  }
  if (value === undefined || value.kind === 'null') return undefined;
  const word = wordOf(value);
  if (value.kind === 'text' && word !== undefined)
    return { expression: `'${word.replaceAll("'", "''")}'`, volatility: 'constant' };
  const flag = booleanOf(value);
  return { expression: word ?? (flag === undefined ? '?' : String(flag)), volatility: 'constant' };
}

const helper = /^(pk_auto|big_pk_auto|pk_uuid|\w+?)(_null|_uniq)?$/;

/** A column with what was said of it; undefined when its name is not known. */
export interface Column {
  readonly definition: ColumnDefinition;
  /** Nothing was said of whether it may be null. */
  readonly silentOnNull: boolean;
  readonly hasType: boolean;
}

/** `ColumnDef::new(name)…` or a function of `sea_orm_migration::schema`. */
export function columnOf(builder: StatementBuilder | undefined, dialect: Dialect): Column | undefined {
  const name = nameOf(builder?.given[0]);
  if (!builder || name === undefined) return undefined;
  const isPlain = builder.origin.startsWith('ColumnDef::');
  const [, base = '', suffix] = helper.exec(isPlain ? '' : builder.origin) ?? [];
  const isKey = base.startsWith('pk_') || base === 'big_pk_auto';
  const own = isPlain
    ? ''
    : base === 'pk_uuid'
      ? (typesOf(dialect)['uuid'] ?? '')
      : isKey
        ? base === 'pk_auto'
          ? 'integer'
          : 'bigint'
        : (typeFor(base, builder.given.slice(1), dialect) ?? '');
  const said = builder.said.flatMap(({ name: method, given }) => typeFor(method, given, dialect) ?? []);
  const type = said.at(-1) ?? own;
  const notNull = (!isPlain && suffix !== '_null') || builder.has('not_null') || builder.has('primary_key');
  const fallback = defaultOf(builder.all('default').at(-1)?.[0], dialect);
  const numbered = builder.has('auto_increment') || base.endsWith('pk_auto');
  const primary = builder.has('primary_key') || isKey;
  const check = builder.all('check').length > 0;
  const generated = builder.has('generated') ? ('stored' as const) : undefined;
  return {
    silentOnNull: !builder.has('not_null', 'null') && isPlain,
    hasType: type !== '',
    definition: {
      name,
      type: type === '' ? '' : canonicalType(type, dialect),
      nullable: builder.has('null') ? true : !notNull,
      ...(fallback && { default: fallback }),
      ...(numbered && {
        generated: dialect === 'postgresql' || dialect === 'unknown' ? 'serial' : 'auto-increment',
      }),
      ...(generated && { generated }),
      ...(primary && { primaryKey: true }),
      ...((builder.has('unique_key', 'unique') || suffix === '_uniq') && { unique: true }),
      ...(check && { check: '?' }),
    },
  };
}

const actions: Readonly<Record<string, string>> = {
  Cascade: 'CASCADE',
  SetNull: 'SET NULL',
  SetDefault: 'SET DEFAULT',
  Restrict: 'RESTRICT',
};

/** `ForeignKey::create()…` (also as it stands inside of a table). */
export function foreignKeyOf(builder: StatementBuilder, around?: string): OperationBody | undefined {
  const [from] = builder.all('from');
  const [to] = builder.all('to');
  const table = nameOf(from?.[0]) ?? builder.text('from_tbl') ?? around;
  const other = nameOf(to?.[0]) ?? builder.text('to_tbl');
  if (table === undefined || other === undefined) return undefined;
  const names = (given: readonly Value[]): readonly string[] =>
    given.flatMap((value) =>
      value.kind === 'list'
        ? value.entries.map((entry) => nameOf(entry.value) ?? '?')
        : (nameOf(value) ?? '?'),
    );
  const columns = [...names(from?.slice(1) ?? []), ...builder.all('from_col').flatMap(names)];
  const there = [...names(to?.slice(1) ?? []), ...builder.all('to_col').flatMap(names)];
  const [onDelete, onUpdate] = ['on_delete', 'on_update'].map(
    (method) => actions[builder.text(method) ?? ''],
  );
  const references: ForeignKeyTarget = {
    table: other,
    columns: there,
    ...(onDelete !== undefined && { onDelete }),
    ...(onUpdate !== undefined && { onUpdate }),
  };
  const constraint = builder.text('name');
  return {
    kind: 'addForeignKey',
    table,
    columns,
    references,
    ...(constraint !== undefined && { constraint }),
  };
}
