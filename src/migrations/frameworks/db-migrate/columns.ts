import type {
  ColumnDefault,
  ColumnDefinition,
  Dialect,
  ForeignKeyTarget,
  OperationBody,
} from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { isNullish } from '../../../syntax/javascript/evaluate/value.js';
import {
  booleanOf,
  defaultOf,
  entryOf,
  isSet,
  numberOf,
  recordOf,
  sqlDefault,
  textOf,
} from '../../javascript/values.js';
import { canonicalType } from '../../sql/column-type.js';

const mysqlNames: Readonly<Record<string, string>> = {
  string: 'varchar(255)',
  timestamp: 'timestamp',
  datetime: 'datetime',
  blob: 'blob',
};
const postgresNames: Readonly<Record<string, string>> = {
  string: 'varchar',
  datetime: 'timestamp',
  blob: 'bytea',
};

/** A column from `'string'` or `{ type, length, notNull, … }` (https://db-migrate.readthedocs.io/en/latest/API/SQL/). */
export function columnOf(name: string, spec: Value, dialect: Dialect): ColumnDefinition {
  const written = textOf(spec) ?? textOf(entryOf(spec, 'type')) ?? '';
  const isKey = booleanOf(entryOf(spec, 'primaryKey')) === true;
  const isNumbered = booleanOf(entryOf(spec, 'autoIncrement')) === true;
  const fallback = defaultValueOf(entryOf(spec, 'defaultValue'), dialect);
  const references = referenceOf(entryOf(spec, 'foreignKey'));
  return {
    name,
    type: typeOf(written, numberOf(entryOf(spec, 'length')), dialect),
    nullable: booleanOf(entryOf(spec, 'notNull')) !== true && !isKey,
    ...(fallback && { default: fallback }),
    ...(isNumbered && {
      generated: dialect === 'postgresql' ? ('serial' as const) : ('auto-increment' as const),
    }),
    ...(isKey && { primaryKey: true }),
    ...(isSet(entryOf(spec, 'unique')) && { unique: true }),
    ...(references && { references }),
  };
}

/** A default: `new String('now()')` and `{ raw: 'now()' }` are SQL. */
function defaultValueOf(value: Value | undefined, dialect: Dialect): ColumnDefault | undefined {
  const isText = value?.kind === 'external' && value.path.join('.') === 'String';
  const raw = textOf(isText ? value.given?.[0] : entryOf(value, 'raw'));
  return raw === undefined ? defaultOf(value, dialect) : sqlDefault(raw, dialect);
}

/** Several columns that are called primary keys are one key. */
export function withKey(table: string, columns: readonly ColumnDefinition[]): readonly OperationBody[] {
  const keys = columns.filter(({ primaryKey }) => primaryKey === true).map(({ name }) => name);
  return keys.length > 1 ? [{ kind: 'addPrimaryKey', table, columns: keys }] : [];
}

function typeOf(written: string, length: number | undefined, dialect: Dialect): string {
  const names = dialect === 'mysql' || dialect === 'mariadb' ? mysqlNames : postgresNames;
  const name = names[written.toLowerCase()] ?? written;
  return canonicalType(length === undefined ? name : `${name.replace(/\(\d+\)$/, '')}(${length})`, dialect);
}

function referenceOf(key: Value | undefined): ForeignKeyTarget | undefined {
  const table = textOf(entryOf(key, 'table'));
  if (table === undefined) return undefined;
  const mapping = entryOf(key, 'mapping');
  const column = textOf(mapping);
  return target(table, column === undefined ? referenced(mapping) : [column], entryOf(key, 'rules'));
}

/** `{ user_id: 'id' }` → the columns behind. */
function referenced(mapping: Value | undefined): readonly string[] {
  return [...(recordOf(mapping)?.members.values() ?? [])].flatMap((value) => textOf(value) ?? []);
}

function target(table: string, columns: readonly string[], rules: Value | undefined): ForeignKeyTarget {
  const action = (name: string): string | undefined => {
    const text = textOf(entryOf(rules, name))?.toUpperCase();
    return text === 'NO ACTION' ? undefined : text;
  };
  const [onDelete, onUpdate] = [action('onDelete'), action('onUpdate')];
  return {
    table,
    columns,
    ...(onDelete !== undefined && { onDelete }),
    ...(onUpdate !== undefined && { onUpdate }),
  };
}

/** `addForeignKey(table, referenced, name, { column: referenced }, rules)`. */
export function addedForeignKey(given: readonly Value[]): OperationBody | undefined {
  const [table, other, name] = given.map(textOf);
  const mapping = recordOf(given[3]);
  if (table === undefined || other === undefined || mapping === undefined) return undefined;
  return {
    kind: 'addForeignKey',
    table,
    columns: [...mapping.members.keys()],
    references: target(other, referenced(mapping), given[4]),
    ...(name !== undefined && { constraint: name }),
  };
}

/** What changeColumn does: the type, then default, null and uniqueness where they are given. */
export function changedColumn(
  table: string,
  column: string,
  spec: Value,
  dialect: Dialect,
): readonly OperationBody[] {
  const definition = columnOf(column, spec, dialect);
  const notNull = booleanOf(entryOf(spec, 'notNull'));
  const given = recordOf(spec)?.members.get('defaultValue');
  const common = { table, column };
  return [
    ...(definition.type === ''
      ? []
      : [{ kind: 'changeColumnType' as const, ...common, type: definition.type }]),
    ...(definition.default ? [{ kind: 'setDefault' as const, ...common, default: definition.default }] : []),
    ...(given && isNullish(given) ? [{ kind: 'dropDefault' as const, ...common }] : []),
    ...(notNull === undefined
      ? []
      : [{ kind: notNull ? ('setNotNull' as const) : ('dropNotNull' as const), ...common }]),
    ...(definition.unique === true ? [{ kind: 'addUnique' as const, table, columns: [column] }] : []),
  ];
}
