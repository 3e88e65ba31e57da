import type { Dialect, OperationBody } from '../../../model/migration.js';
import { textOf } from '../../../syntax/imperative/values.js';
import { columnOf, foreignKeyOf } from './columns.js';
import { builderOf, nameOf } from './statement-builder.js';
import type { StatementBuilder } from './statement-builder.js';

type Bodies = readonly OperationBody[] | undefined;

/** What the schema manager does with a statement, by its method; undefined when a name is known only at run time. */
export const managerMethods: Readonly<
  Record<string, (statement: StatementBuilder, dialect: Dialect) => Bodies>
> = {
  create_table: createTable,
  alter_table: alterTable,
  drop_table: (statement) => {
    const tables = statement.all('table').map(([table]) => nameOf(table));
    if (tables.length === 0 || tables.includes(undefined)) return undefined;
    return tables.map((table = '') => ({
      kind: 'dropTable',
      table,
      ...(statement.has('cascade') && { cascade: true }),
      ...(statement.has('if_exists') && { guarded: true }),
    }));
  },
  rename_table: (statement) => {
    const [from, to] = (statement.all('table')[0] ?? []).map(nameOf);
    return from === undefined || to === undefined
      ? undefined
      : [{ kind: 'renameTable', table: from, newName: to }];
  },
  truncate_table: (statement) => {
    const table = statement.text('table');
    return table === undefined ? undefined : [{ kind: 'truncate', table }];
  },
  create_index: (statement) => {
    const index = indexOf(statement, undefined);
    return index && [index];
  },
  drop_index: (statement) => {
    const [index, table] = [statement.text('name'), statement.text('table')];
    if (index === undefined) return undefined;
    return [
      {
        kind: 'dropIndex',
        index,
        ...(table !== undefined && { table }),
        concurrently: statement.has('concurrently'),
        ...(statement.has('if_exists') && { guarded: true }),
      },
    ];
  },
  create_foreign_key: (statement) => {
    const key = foreignKeyOf(statement);
    return key && [key];
  },
  drop_foreign_key: (statement) => {
    const [table, constraint] = [statement.text('table'), statement.text('name')];
    return table === undefined || constraint === undefined
      ? undefined
      : [{ kind: 'dropConstraint', table, constraint, constraintKind: 'foreign-key' }];
  },
  create_type: (statement) => {
    const type = statement.text('as_enum');
    const values = statement
      .all('values')
      .flatMap(([list]) =>
        list?.kind === 'list' ? list.entries.map((entry) => nameOf(entry.value) ?? '?') : ['?'],
      );
    return type === undefined ? undefined : [{ kind: 'createEnum', type, values }];
  },
  alter_type: (statement) => {
    const type = statement.text('name');
    const value = statement.text('add_value');
    const [from, to] = (statement.all('rename_value')[0] ?? []).map(nameOf);
    if (type === undefined) return undefined;
    if (value !== undefined) return [{ kind: 'addEnumValue', type, value }];
    if (from !== undefined && to !== undefined)
      return [{ kind: 'renameEnumValue', type, value: from, newName: to }];
    return [{ kind: 'executeSql', statementKind: 'ALTER TYPE' }];
  },
  drop_type: () => [{ kind: 'executeSql', statementKind: 'DROP TYPE' }],
};

function createTable(statement: StatementBuilder, dialect: Dialect): Bodies {
  const table =
    statement.text('table') ?? (statement.origin === 'table_auto' ? nameOf(statement.given[0]) : undefined);
  if (table === undefined) return undefined;
  const columns = statement.all('col').map(([column]) => columnOf(builderOf(column), dialect));
  const keys = statement.all('foreign_key').flatMap(([key]) => {
    const builder = builderOf(key);
    return builder ? (foreignKeyOf(builder, table) ?? []) : [];
  });
  const indexes = statement.all('index').flatMap(([index]) => builderOf(index) ?? []);
  const keyed = statement.all('primary_key').flatMap(([index]) => builderOf(index) ?? []);
  const primary = new Set([...indexes.filter((index) => index.has('primary')), ...keyed].flatMap(columnsOf));
  const moments =
    statement.origin === 'table_auto' || statement.has('timestamps') ? ['created_at', 'updated_at'] : [];
  const definitions = columns.flatMap((column) => {
    if (!column) return [];
    const { definition } = column;
    const key = keys.find(
      (candidate) => candidate.kind === 'addForeignKey' && candidate.columns.join() === definition.name,
    );
    return [
      {
        ...definition,
        ...(primary.has(definition.name) && { primaryKey: true, nullable: false }),
        ...(key?.kind === 'addForeignKey' && { references: key.references }),
      },
    ];
  });
  const composite = keys.filter((key) => key.kind === 'addForeignKey' && key.columns.length > 1);
  const created: OperationBody = {
    kind: 'createTable',
    table,
    columns: [
      ...definitions,
      ...moments.map((name) => ({
        name,
        type: dialect === 'postgresql' || dialect === 'unknown' ? 'timestamptz' : 'timestamp',
        nullable: false,
        default: { expression: 'CURRENT_TIMESTAMP', volatility: 'stable' as const },
      })),
    ],
    ...(statement.has('if_not_exists') || statement.origin === 'table_auto' ? { guarded: true } : {}),
    ...(statement.has('temporary') && { temporary: true }),
  };
  return [
    created,
    ...composite,
    ...indexes
      .filter((index) => !index.has('primary'))
      .flatMap((index): readonly OperationBody[] => {
        const constraint = index.text('name');
        if (index.has('unique'))
          return [
            {
              kind: 'addUnique',
              table,
              columns: columnsOf(index),
              ...(constraint !== undefined && { constraint }),
            },
          ];
        const made = indexOf(index, table);
        return made ? [made] : [];
      }),
  ];
}

function columnsOf(index: StatementBuilder): readonly string[] {
  return index.all('col').flatMap(([column]) => {
    if (column?.kind !== 'list') return nameOf(column) ?? textOf(column) ?? '?';
    return nameOf(column.entries[0]?.value) ?? '?';
  });
}

function indexOf(statement: StatementBuilder, around: string | undefined): OperationBody | undefined {
  const table = statement.text('table') ?? around;
  const index = statement.text('name');
  if (table === undefined) return undefined;
  const method = statement.has('full_text')
    ? 'gin'
    : statement
        .text('index_type')
        ?.replace(/^BTree$/, 'btree')
        .toLowerCase();
  return {
    kind: 'createIndex',
    table,
    ...(index !== undefined && { index }),
    columns: columnsOf(statement),
    unique: statement.has('unique'),
    concurrently: statement.has('concurrently'),
    ...(method !== undefined && { method }),
    ...(statement.has('and_where', 'cond_where') && { where: '?' }),
    ...(statement.has('if_not_exists') && { guarded: true }),
  };
}

function alterTable(statement: StatementBuilder, dialect: Dialect): Bodies {
  const table = statement.text('table');
  if (table === undefined) return undefined;
  const bodies = statement.said.flatMap(({ name, given }): readonly (OperationBody | undefined)[] => {
    const [first, second] = given;
    switch (name) {
      case 'add_column':
      case 'add_column_if_not_exists': {
        const column = columnOf(builderOf(first), dialect);
        return [
          column && {
            kind: 'addColumn',
            table,
            column: column.definition.name,
            definition: column.definition,
            ...(name.endsWith('exists') && { guarded: true }),
          },
        ];
      }
      case 'modify_column': {
        const builder = builderOf(first);
        const column = columnOf(builder, dialect);
        if (!builder || !column) return [undefined];
        const { definition, hasType, silentOnNull } = column;
        const on = { table, column: definition.name };
        return [
          ...(hasType ? [{ kind: 'changeColumnType' as const, ...on, type: definition.type }] : []),
          ...(silentOnNull
            ? []
            : [{ kind: definition.nullable ? ('dropNotNull' as const) : ('setNotNull' as const), ...on }]),
          ...(definition.default
            ? [{ kind: 'setDefault' as const, ...on, default: definition.default }]
            : []),
          ...(definition.unique === true
            ? [{ kind: 'addUnique' as const, table, columns: [definition.name] }]
            : []),
        ];
      }
      case 'rename_column': {
        const [from, to] = [nameOf(first), nameOf(second)];
        return [
          from === undefined || to === undefined
            ? undefined
            : { kind: 'renameColumn', table, column: from, newName: to },
        ];
      }
      case 'drop_column':
      case 'drop_column_if_exists': {
        const column = nameOf(first);
        return [
          column === undefined
            ? undefined
            : { kind: 'dropColumn', table, column, ...(name.endsWith('exists') && { guarded: true }) },
        ];
      }
      case 'add_foreign_key': {
        const builder = builderOf(first);
        return [builder && foreignKeyOf(builder, table)];
      }
      case 'drop_constraint':
      case 'drop_foreign_key': {
        const constraint = nameOf(first);
        return [
          constraint === undefined
            ? undefined
            : {
                kind: 'dropConstraint',
                table,
                constraint,
                ...(name === 'drop_foreign_key' && { constraintKind: 'foreign-key' }),
              },
        ];
      }
      default:
        return [];
    }
  });
  return bodies.includes(undefined) ? undefined : bodies.filter((body) => body !== undefined);
}
