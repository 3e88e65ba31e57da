import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/imperative/values.js';
import { text, textOf } from '../../../syntax/imperative/values.js';
import { pluralize, singularize, snakeCase } from '../../inflection.js';
import { managerMethods } from './schema-statements.js';
import { builderOf, nameOf, StatementBuilder } from './statement-builder.js';

type Bodies = readonly OperationBody[] | undefined;
type Make = (given: readonly Value[], dialect: Dialect) => Bodies;

/**
 * The functions of `loco_rs::schema`, by which migrations of Loco are written (src/schema.rs of loco-rs; its generator writes nothing else);
 * they get the schema manager first, which is left out here. Undefined = a name is known only at run time.
 */
export const locoFunctions: Readonly<Record<string, Make>> = {
  create_table: (given, dialect) => createTable(given, dialect, { joins: false, moments: true }),
  create_join_table: (given, dialect) => createTable(given, dialect, { joins: true, moments: true }),
  create_table_without_timestamps: (given, dialect) =>
    createTable(given, dialect, { joins: false, moments: false }),
  create_join_table_without_timestamps: (given, dialect) =>
    createTable(given, dialect, { joins: true, moments: false }),
  drop_table: ([table], dialect) => {
    const name = tableName(table);
    return name === undefined ? undefined : run('drop_table', said('Table::drop', ['table', name]), dialect);
  },
  add_column: ([table, column, type], dialect) => {
    const [on, name] = [tableName(table), textOf(column)];
    const definition = name === undefined ? undefined : columnOf(name, type);
    return on === undefined || !definition
      ? undefined
      : alter(on, dialect, ['add_column', object(definition)]);
  },
  remove_column: ([table, column], dialect) => {
    const [on, name] = [tableName(table), textOf(column)];
    return on === undefined || name === undefined
      ? undefined
      : alter(on, dialect, ['drop_column', text(name)]);
  },
  add_reference: ([from, to, written], dialect) => {
    const [on, reference] = [tableName(from), referenceTo(to, written)];
    if (on === undefined || !reference) return undefined;
    const { table, column } = reference;
    const definition = columnOf(column, text('integer'));
    if (!definition) return undefined;
    // SQLite cannot add a foreign key to a table that is there; Loco adds the column alone.
    return dialect === 'sqlite'
      ? alter(on, dialect, ['add_column', object(definition)])
      : alter(
          on,
          dialect,
          ['add_column', object(definition)],
          ['add_foreign_key', object(foreignKey(on, table, column, 'Cascade'))],
        );
  },
  remove_reference: ([from, to, written], dialect) => {
    const [on, reference] = [tableName(from), referenceTo(to, written)];
    if (on === undefined || !reference) return undefined;
    if (dialect === 'sqlite') return [];
    return alter(on, dialect, ['drop_foreign_key', text(keyName(on, reference.table, reference.column))]);
  },
  add_enum_values: ([type, values]) => {
    const name = textOf(type);
    if (name === undefined || values?.kind !== 'list') return undefined;
    return values.entries.map(({ value }) => ({
      kind: 'addEnumValue',
      type: name,
      value: textOf(value) ?? '?',
    }));
  },
  drop_enum_type: () => [{ kind: 'executeSql', statementKind: 'DROP TYPE' }],
};

/** A table's columns, then the columns that refer to other tables, each with its key. */
function createTable(
  [table, columns, references]: readonly Value[],
  dialect: Dialect,
  how: { readonly joins: boolean; readonly moments: boolean },
): Bodies {
  const name = tableName(table);
  if (name === undefined || columns?.kind !== 'list') return undefined;
  const statement = said('Table::create', ['table', name], ['if_not_exists']);
  if (how.moments)
    for (const moment of ['created_at', 'updated_at'])
      statement.said.push({
        name: 'col',
        given: [
          object(
            withWords(new StatementBuilder('timestamp_with_time_zone', [text(moment)]), [
              ['default', object(new StatementBuilder('Expr::current_timestamp', []))],
            ]),
          ),
        ],
      });
  const enums: OperationBody[] = [];
  const known = new Set<string>();
  for (const { value } of columns.entries) {
    const [column, type] = value.kind === 'list' ? value.entries.map((entry) => entry.value) : [];
    const written = textOf(column);
    const definition = written === undefined ? undefined : columnOf(written, type);
    if (written === undefined || !definition) return undefined;
    known.add(written);
    statement.said.push({ name: 'col', given: [object(definition)] });
    const made = dialect === 'postgresql' ? enumOf(type) : undefined;
    if (made) enums.push(made);
  }
  const keys: Value[] = [];
  for (const { value } of references?.kind === 'list' ? references.entries : []) {
    const [to, written] = value.kind === 'list' ? value.entries.map((entry) => entry.value) : [];
    const optional = textOf(to)?.endsWith('?') === true;
    const reference = referenceTo(optional ? text(textOf(to)?.slice(0, -1) ?? '') : to, written);
    if (!reference) return undefined;
    const definition = columnOf(reference.column, text(optional ? 'integer_null' : 'integer'));
    if (definition && !known.has(reference.column))
      statement.said.push({ name: 'col', given: [object(definition)] });
    keys.push(text(reference.column));
    const key = foreignKey(name, reference.table, reference.column, optional ? 'SetNull' : 'Cascade');
    statement.said.push({ name: 'foreign_key', given: [object(key)] });
  }
  if (how.joins && keys.length > 0) {
    const primary = new StatementBuilder('Index::create', []);
    primary.said.push({ name: 'primary', given: [] });
    for (const key of keys) primary.said.push({ name: 'col', given: [key] });
    statement.said.push({ name: 'primary_key', given: [object(primary)] });
  }
  const created = run('create_table', statement, dialect);
  return created && [...enums, ...created];
}

/** A column of a `ColType`: `StringUniq`, `DecimalLenWithDefault(8, 2, 0.0)`, `Enum("status", [..])`. */
function columnOf(name: string, type: Value | undefined): StatementBuilder | undefined {
  const builder = builderOf(type);
  const written = builder ? snakeCase(builder.origin.replace(/^ColType::/, '')) : textOf(type);
  if (written === undefined || (builder && !builder.origin.startsWith('ColType::'))) return undefined;
  const hasDefault = written.endsWith('_with_default');
  const word = hasDefault ? written.slice(0, -'_with_default'.length) : written;
  const given = [...(builder?.given ?? [])];
  const fallback = hasDefault ? given.pop() : undefined;
  const column = new StatementBuilder(word.replace(/^enum(?=_|$)/, 'enumeration'), [text(name), ...given]);
  if (fallback)
    column.said.push({
      name: 'default',
      given: [word.startsWith('uuid') ? object(new StatementBuilder('Expr::cust', [fallback])) : fallback],
    });
  return column;
}

function enumOf(type: Value | undefined): OperationBody | undefined {
  const builder = builderOf(type);
  const [name, values] = builder?.given ?? [];
  const written = textOf(name);
  if (!builder || !builder.origin.startsWith('ColType::Enum') || written === undefined) return undefined;
  return {
    kind: 'createEnum',
    type: written,
    values: values?.kind === 'list' ? values.entries.map(({ value }) => nameOf(value) ?? '?') : ['?'],
  };
}

function foreignKey(from: string, to: string, column: string, onDelete: string): StatementBuilder {
  return said(
    'ForeignKey::create',
    ['name', text(keyName(from, to, column))],
    ['from', from, text(column)],
    ['to', to, text('id')],
    ['on_delete', text(onDelete)],
    ...(onDelete === 'Cascade' ? [['on_update', text(onDelete)] as const] : []),
  );
}

function keyName(from: string, to: string, column: string): string {
  return `fk-${from}-${column}-to-${to}`;
}

/** `users` and `user_id`, or the column that is named. */
function referenceTo(
  table: Value | undefined,
  column: Value | undefined,
): { readonly table: string; readonly column: string } | undefined {
  const [name, written] = [tableName(table), textOf(column)];
  if (name === undefined || written === undefined) return undefined;
  return { table: name, column: written === '' ? `${snakeCase(singularize(name))}_id` : written };
}

/** The name of a table as Loco makes it: the plural in snake case. */
function tableName(value: Value | undefined): string | undefined {
  const written = textOf(value);
  return written === undefined ? undefined : snakeCase(pluralize(written));
}

type Word = readonly [string, ...(string | Value)[]];

/** A builder to which is said what words say: the name of a method, then what it is given. */
function said(origin: string, ...words: readonly Word[]): StatementBuilder {
  return withWords(new StatementBuilder(origin, []), words);
}

function withWords(builder: StatementBuilder, words: readonly Word[]): StatementBuilder {
  for (const [name, ...values] of words)
    builder.said.push({
      name,
      given: values.map((value) => (typeof value === 'string' ? text(value) : value)),
    });
  return builder;
}

function alter(table: string, dialect: Dialect, ...words: readonly Word[]): Bodies {
  return run('alter_table', said('Table::alter', ['table', table], ...words), dialect);
}

function run(method: string, statement: StatementBuilder, dialect: Dialect): Bodies {
  return managerMethods[method]?.(statement, dialect);
}

function object(builder: StatementBuilder): Value {
  return { kind: 'object', object: builder };
}
