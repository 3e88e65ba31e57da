import type { ColumnDefinition, Dialect, ForeignKeyTarget, OperationBody } from '../../../model/migration.js';
import type { PyArguments, PyValue } from '../../../syntax/python/values.js';
import { foldConstraints } from '../../sql/table-constraints.js';
import { opaqueBody } from '../../python/step.js';
import { asHost, booleanIn, callOf, isAbsent, itemsIn, textIn } from '../../python/values.js';
import { actionOf, columnOf, constraintOf, defaultOf, elementsOf, textOf } from './columns.js';
import type { ReadColumn } from './columns.js';
import { enumValues, namedEnum, sqlTypeOf } from './sql-types.js';

/** A call of `op.…`, or of the object that batch_alter_table gives: there the table is known already. */
export class OpCall {
  readonly name: string;
  readonly dialect: Dialect;
  readonly #args: PyArguments;
  readonly #table: string | undefined;

  constructor(name: string, args: PyArguments, dialect: Dialect, table?: string) {
    this.name = name;
    this.dialect = dialect;
    this.#args = args;
    this.#table = table;
  }

  /** An argument by name, or by its place in a call of `op` (the table's place is left out in a batch). */
  argument(name: string, at?: number, tableAt?: number): PyValue | undefined {
    const place =
      at !== undefined && this.#table !== undefined && tableAt !== undefined && at > tableAt ? at - 1 : at;
    return this.#args.named.get(name) ?? (place === undefined ? undefined : this.#args.positional[place]);
  }

  /** Arguments from a place on. */
  rest(from: number, tableAt?: number): readonly PyValue[] {
    return this.#args.positional.slice(this.#table !== undefined && tableAt !== undefined ? from - 1 : from);
  }

  text(name: string, at?: number, tableAt?: number): string | undefined {
    return textOf(this.argument(name, at, tableAt));
  }

  is(name: string): boolean {
    return booleanIn(this.argument(name)) === true;
  }

  /** The table with its schema; undefined when only run time knows. */
  table(name: string, at: number, schema = 'schema'): string | undefined {
    const table = this.#table ?? this.text(name, at);
    const prefix = this.text(schema);
    return table === undefined || prefix === undefined || this.#table !== undefined
      ? table
      : `${prefix}.${table}`;
  }
}

type Reader = (call: OpCall) => readonly OperationBody[] | undefined;

/** https://alembic.sqlalchemy.org/en/latest/ops.html; undefined = called with what only run time knows. */
const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['create_table', createTable],
  [
    'drop_table',
    (call) => onTable(call, 0, (table) => [{ kind: 'dropTable', table, ...guard(call, 'if_exists') }]),
  ],
  ['rename_table', renameTable],
  ['create_table_comment', (call) => onTable(call, 0, (table) => [comment(table)])],
  ['drop_table_comment', (call) => onTable(call, 0, (table) => [comment(table)])],
  ['add_column', addColumn],
  ['drop_column', dropColumn],
  ['alter_column', alterColumn],
  ['create_index', createIndex],
  ['drop_index', dropIndex],
  ['create_unique_constraint', createUnique],
  ['create_primary_key', createPrimaryKey],
  ['create_check_constraint', createCheck],
  ['create_exclude_constraint', createExclude],
  ['create_foreign_key', createForeignKey],
  ['drop_constraint', dropConstraint],
  [
    'bulk_insert',
    (call) => {
      const table = tableIn(call.argument('table', 0));
      return table === undefined
        ? undefined
        : [{ kind: 'changeData', table, change: 'insert', scope: 'by-key' }];
    },
  ],
  ['sync_enum_values', syncEnumValues],
  ['create_entity', (call) => [entity(call, 'CREATE')]],
  ['replace_entity', (call) => [entity(call, 'CREATE')]],
  ['drop_entity', (call) => [entity(call, 'DROP')]],
]);

/** Names of `op` that change nothing: they give values. */
export const opValues: ReadonlySet<string> = new Set([
  'get_bind',
  'get_context',
  'f',
  'inline_literal',
  'implementation_for',
  'register_operation',
]);

/** What a call of an operation does. */
export function readOp(call: OpCall): readonly OperationBody[] {
  const reader = readers.get(call.name);
  if (!reader) return [opaqueBody(`an operation that is not Alembic's own: ${call.name}`)];
  return reader(call) ?? [opaqueBody(`${call.name} is called with what only run time knows`)];
}

function onTable(
  call: OpCall,
  at: number,
  bodies: (table: string) => readonly OperationBody[],
): readonly OperationBody[] | undefined {
  const table = call.table('table_name', at);
  return table === undefined ? undefined : bodies(table);
}

function guard(call: OpCall, name: 'if_exists' | 'if_not_exists'): { readonly guarded?: true } {
  return call.is(name) ? { guarded: true } : {};
}

function comment(table: string): OperationBody {
  return { kind: 'executeSql', statementKind: 'COMMENT', table };
}

function createTable(call: OpCall): readonly OperationBody[] | undefined {
  const table = call.table('table_name', 0);
  if (table === undefined) return undefined;
  const columns: ReadColumn[] = [];
  const constraints: OperationBody[] = [];
  const [indexes, unread]: [OperationBody[], OperationBody[]] = [[], []];
  for (const value of call.rest(1)) {
    const column = columnOf(value, call.dialect);
    const constraint = column ? undefined : constraintOf(table, value);
    if (column) columns.push(column);
    else if (constraint) constraints.push(constraint);
    else if (callOf(value)?.called === 'Index') indexes.push(...indexIn(table, value, call.dialect));
    else unread.push(opaqueBody(`a part of ${table} is made while the migration runs`));
  }
  const folded = foldConstraints(
    columns.map(({ definition }) => definition),
    constraints,
  );
  return [
    ...columns.flatMap(({ type }) => createdEnum(type, call.dialect)),
    {
      kind: 'createTable',
      table,
      columns: numbered(folded.columns, columns, call.dialect),
      ...guard(call, 'if_not_exists'),
    },
    ...folded.operations,
    ...columns.flatMap((column) => (column.indexed ? [indexOf(table, column)] : [])),
    ...indexes,
    ...unread,
  ];
}

/** SQLAlchemy makes the type of an enum before the table that uses it, unless that is switched off. */
function createdEnum(type: PyValue | undefined, dialect: Dialect): readonly OperationBody[] {
  const call = namedEnum(type, dialect);
  if (!call || booleanIn(call.argument('create_type')) === false) return [];
  return [{ kind: 'createEnum', type: textIn(call.argument('name')) ?? '', values: enumValues(call) }];
}

/** `sa.Index('by_x', 'x')` between the columns of a table. */
function indexIn(table: string, value: PyValue, dialect: Dialect): readonly OperationBody[] {
  const call = callOf(value);
  if (call?.called !== 'Index') return [];
  const [name, ...columns] = call.args.positional;
  const args: PyArguments = {
    positional: [name ?? { kind: 'none' }, { kind: 'list', items: columns, complete: true }],
    named: call.args.named,
    complete: call.args.complete,
  };
  return createIndex(new OpCall('create_index', args, dialect, table)) ?? [];
}

/** The only key column is numbered when it is an integer that refers to nothing and `autoincrement` is not switched off. */
function numbered(
  columns: readonly ColumnDefinition[],
  read: readonly ReadColumn[],
  dialect: Dialect,
): readonly ColumnDefinition[] {
  if (columns.filter(({ primaryKey }) => primaryKey === true).length !== 1) return columns;
  return columns.map((column, at) =>
    column.primaryKey === true &&
    /^(?:integer|bigint|smallint)$/.test(column.type) &&
    !column.references &&
    !column.generated &&
    !column.default &&
    read[at]?.counted !== false
      ? { ...column, generated: dialect === 'postgresql' ? 'serial' : 'auto-increment' }
      : column,
  );
}

function indexOf(table: string, { definition }: ReadColumn): OperationBody {
  return {
    kind: 'createIndex',
    table,
    index: `ix_${table.replace('.', '_')}_${definition.name}`,
    columns: [definition.name],
    unique: definition.unique === true,
    concurrently: false,
  };
}

function renameTable(call: OpCall): readonly OperationBody[] | undefined {
  const table = call.table('old_table_name', 0);
  const newName = call.text('new_table_name', 1);
  return table === undefined || newName === undefined ? undefined : [{ kind: 'renameTable', table, newName }];
}

/**
 * A column; its constraints and index come in statements of their own (`add_column` of alembic/operations/toimpl.py), unless
 * `inline_references` and `inline_primary_key` say otherwise.
 */
function addColumn(call: OpCall): readonly OperationBody[] | undefined {
  const table = call.table('table_name', 0);
  const column = columnOf(call.argument('column', 1, 0), call.dialect);
  if (table === undefined || !column) return undefined;
  const { references, unique, check, primaryKey, ...bare } = column.definition;
  const name = bare.name;
  const isKey = primaryKey === true && call.is('inline_primary_key');
  const inline = call.is('inline_references');
  const [definition] = numbered(
    [{ ...bare, ...(primaryKey && { primaryKey }), ...(references && inline && { references }) }],
    [column],
    call.dialect,
  );
  if (!definition) return undefined;
  const { primaryKey: _, ...plain } = definition;
  return [
    {
      kind: 'addColumn',
      table,
      column: name,
      definition: isKey ? definition : plain,
      ...guard(call, 'if_not_exists'),
    },
    ...(check === undefined
      ? []
      : [{ kind: 'addCheck' as const, table, columns: [name], expression: check }]),
    ...(references && !inline
      ? [{ kind: 'addForeignKey' as const, table, columns: [name], references, ...column.keyName }]
      : []),
    ...(unique === true && !column.indexed ? [{ kind: 'addUnique' as const, table, columns: [name] }] : []),
    ...(column.indexed ? [indexOf(table, column)] : []),
  ];
}

function dropColumn(call: OpCall): readonly OperationBody[] | undefined {
  const table = call.table('table_name', 0);
  const column = call.text('column_name', 1, 0);
  return table === undefined || column === undefined
    ? undefined
    : [{ kind: 'dropColumn', table, column, ...guard(call, 'if_exists') }];
}

/** One ALTER for each of what is asked for, in the order of alembic/ddl/impl.py; `existing_…` only says how it is. */
function alterColumn(call: OpCall): readonly OperationBody[] | undefined {
  const table = call.table('table_name', 0);
  const column = call.text('column_name', 1, 0);
  if (table === undefined || column === undefined) return undefined;
  const bodies: OperationBody[] = [];
  const nullable = booleanIn(call.argument('nullable'));
  const type = call.argument('type_');
  const serverDefault = call.argument('server_default');
  const newName = call.text('new_column_name') ?? call.text('name');
  const using = call.text('postgresql_using');
  if (type && !isAbsent(type)) {
    const written = sqlTypeOf(type, call.dialect);
    const before = sqlTypeOf(call.argument('existing_type'), call.dialect);
    // Of a type that is not known nothing can be said but that it changes.
    bodies.push({
      kind: 'changeColumnType',
      table,
      column,
      type: written,
      ...(before !== '' && { from: before }),
      ...(using !== undefined && { using }),
    });
    if (written !== '' && written === before && using === undefined) bodies.pop();
  }
  if (nullable !== undefined) bodies.push({ kind: nullable ? 'dropNotNull' : 'setNotNull', table, column });
  if (serverDefault !== undefined && booleanIn(serverDefault) !== false) {
    const given = defaultOf(serverDefault, call.dialect);
    bodies.push(
      /^(?:Identity|Computed)$/.test(callOf(serverDefault)?.called ?? '')
        ? { kind: 'executeSql', statementKind: 'ALTER TABLE', table }
        : given
          ? { kind: 'setDefault', table, column, default: given }
          : { kind: 'dropDefault', table, column },
    );
  }
  if (call.argument('comment') !== undefined && booleanIn(call.argument('comment')) !== false)
    bodies.push(comment(table));
  if (newName !== undefined) bodies.push({ kind: 'renameColumn', table, column, newName });
  return bodies;
}

function columnNames(value: PyValue | undefined): readonly string[] | undefined {
  if (value?.kind !== 'list') return undefined;
  return value.items.map((item) => columnName(item) ?? callOf(item)?.called ?? '?');
}

/** `'c'`, `sa.text('lower(c)')`, `sa.column('c')`, `sa.column('c').desc()`. */
function columnName(value: PyValue): string | undefined {
  const call = callOf(value);
  if (call?.receiver && /^(?:desc|asc|nulls_first|nulls_last)$/.test(call.called))
    return columnName(asHost(call.receiver));
  return call && /^(?:column|Column)$/.test(call.called) ? textIn(call.argument('text', 0)) : textOf(value);
}

function createIndex(call: OpCall): readonly OperationBody[] | undefined {
  const table = call.table('table_name', 1);
  const index = call.text('index_name', 0);
  const columns = columnNames(call.argument('columns', 2, 1));
  if (table === undefined || !columns) return undefined;
  const unique = booleanIn(call.argument('unique', 4, 1)) === true;
  const method =
    call.text('postgresql_using') ??
    call.text('mysql_using') ??
    call.text('mariadb_using') ??
    call.text('mysql_prefix')?.toLowerCase();
  const where = call.text('postgresql_where') ?? call.text('sqlite_where');
  return [
    {
      kind: 'createIndex',
      table,
      ...(index !== undefined && { index }),
      columns,
      unique,
      concurrently: call.is('postgresql_concurrently'),
      ...(method !== undefined && method !== 'btree' && { method }),
      ...(where !== undefined && { where }),
      ...guard(call, 'if_not_exists'),
    },
  ];
}

function dropIndex(call: OpCall): readonly OperationBody[] | undefined {
  const table = call.table('table_name', 1);
  const index = call.text('index_name', 0);
  if (index === undefined) return undefined;
  return [
    {
      kind: 'dropIndex',
      index,
      concurrently: call.is('postgresql_concurrently'),
      ...(table !== undefined && { table }),
      ...guard(call, 'if_exists'),
    },
  ];
}

/** `name, table, …` of the constraints. */
function named(call: OpCall, name = 'constraint_name'): { readonly constraint?: string } {
  const constraint = call.text(name, 0) ?? call.text('name');
  return constraint === undefined ? {} : { constraint };
}

function createUnique(call: OpCall): readonly OperationBody[] | undefined {
  const table = call.table('table_name', 1);
  const columns = columnNames(call.argument('columns', 2, 1));
  return table === undefined || !columns
    ? undefined
    : [{ kind: 'addUnique', table, columns, ...named(call) }];
}

function createPrimaryKey(call: OpCall): readonly OperationBody[] | undefined {
  const table = call.table('table_name', 1);
  const columns = columnNames(call.argument('columns', 2, 1));
  return table === undefined || !columns
    ? undefined
    : [{ kind: 'addPrimaryKey', table, columns, ...named(call) }];
}

function createCheck(call: OpCall): readonly OperationBody[] | undefined {
  const table = call.table('table_name', 1);
  if (table === undefined) return undefined;
  const expression = textOf(call.argument('condition', 2, 1)) ?? '?';
  const notValid = call.is('postgresql_not_valid');
  return [
    { kind: 'addCheck', table, columns: [], expression, ...(notValid && { notValid }), ...named(call) },
  ];
}

function createExclude(call: OpCall): readonly OperationBody[] | undefined {
  const table = call.table('table_name', 1);
  return table === undefined
    ? undefined
    : [{ kind: 'addExclusion', table, columns: elementsOf(call.rest(2, 1)), ...named(call) }];
}

function createForeignKey(call: OpCall): readonly OperationBody[] | undefined {
  const table = call.table('source_table', 1, 'source_schema');
  const target = call.text('referent_table', 2, 1);
  const columns = columnNames(call.argument('local_cols', 3, 1));
  const remote = columnNames(call.argument('remote_cols', 4, 1));
  if (table === undefined || target === undefined || !columns || !remote) return undefined;
  const schema = call.text('referent_schema');
  const onDelete = actionOf(call.text('ondelete', 6, 1));
  const onUpdate = actionOf(call.text('onupdate', 5, 1));
  const references: ForeignKeyTarget = {
    table: schema === undefined ? target : `${schema}.${target}`,
    columns: remote,
    ...(onDelete !== undefined && { onDelete }),
    ...(onUpdate !== undefined && { onUpdate }),
  };
  const notValid = call.is('postgresql_not_valid');
  return [
    { kind: 'addForeignKey', table, columns, references, ...(notValid && { notValid }), ...named(call) },
  ];
}

const constraintKinds: ReadonlyMap<string, 'check' | 'foreign-key' | 'unique' | 'primary-key'> = new Map([
  ['check', 'check'],
  ['foreignkey', 'foreign-key'],
  ['unique', 'unique'],
  ['primary', 'primary-key'],
]);

function dropConstraint(call: OpCall): readonly OperationBody[] | undefined {
  const table = call.table('table_name', 1);
  if (table === undefined) return undefined;
  const constraintKind = constraintKinds.get(call.text('type_', 2, 1) ?? '');
  return [
    {
      kind: 'dropConstraint',
      table,
      // Without a name Alembic fails on the database; it stands in old scripts all the same.
      constraint: call.text('constraint_name', 0) ?? '',
      ...(constraintKind && { constraintKind }),
      ...guard(call, 'if_exists'),
    },
  ];
}

/** alembic-postgresql-enum makes the type anew and moves the columns to it. */
function syncEnumValues(call: OpCall): readonly OperationBody[] | undefined {
  const type = call.text('enum_name', 1);
  if (type === undefined) return undefined;
  const columns = itemsIn(call.argument('affected_columns', 3)).flatMap((value): OperationBody[] => {
    const reference = callOf(value);
    const [table, column] = [
      textIn(reference?.argument('table_name')),
      textIn(reference?.argument('column_name')),
    ];
    const written = reference?.argument('column_type');
    const isArray = written?.kind === 'external' && written.name.endsWith('.ARRAY');
    return table === undefined || column === undefined
      ? []
      : [{ kind: 'changeColumnType', table, column, type: isArray ? `${type}[]` : type }];
  });
  return [{ kind: 'executeSql', statementKind: 'ALTER TYPE' }, ...columns];
}

/** alembic_utils: `op.create_entity(PGFunction(…))`. */
function entity(call: OpCall, verb: 'CREATE' | 'DROP'): OperationBody {
  const called = callOf(call.argument('entity', 0))?.called ?? '';
  const kind = called
    .replace(/^PG/, '')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toUpperCase();
  return { kind: 'executeSql', statementKind: `${verb} ${kind || 'OBJECT'}` };
}

/** The name of `sa.table('t', …)`, `sa.Table('t', meta, …)`, a model class, or of an alias of one. */
export function tableIn(value: PyValue | undefined, depth = 0): string | undefined {
  if (depth > 5 || value === undefined) return undefined;
  if (value.kind === 'class' || value.kind === 'instance') {
    const own = textIn(value.of.scope.cells.get('__tablename__')?.value);
    if (own !== undefined) return own;
    return tableIn(value.of.scope.cells.get('__table__')?.value, depth + 1);
  }
  const call = callOf(value);
  if (!call) return undefined;
  if (/^(?:table|Table|TableClause)$/.test(call.called)) {
    const name = textIn(call.argument('name', 0));
    const schema = textIn(call.argument('schema'));
    return name === undefined || schema === undefined ? name : `${schema}.${name}`;
  }
  return undefined;
}
