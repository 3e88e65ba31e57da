import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { ChangelogNode } from './changelog-node.js';
import { valueOf } from './changelog-node.js';
import { columnsOf, defaultOf, isTrue, namesIn } from './changelog-columns.js';
import { dataChanges } from './data-changes.js';
import { typeOf } from './liquibase-types.js';
import { mongoChanges } from './mongo-changes.js';

/**
 * What a change does. `back` = whether Liquibase derives the way back (https://docs.liquibase.com/workflows/liquibase-community/using-rollback.html):
 * inverse = by undoing the operations; nothing = there is nothing to undo; none = it cannot.
 */
export type ChangeReading =
  | {
      readonly operations: readonly OperationBody[];
      readonly back: 'inverse' | 'nothing' | 'none';
    }
  | { readonly sql: string; readonly delimiter?: string | undefined; readonly back: 'inverse' | 'none' }
  | { readonly sqlFile: string; readonly relative: boolean; readonly delimiter?: string | undefined };

/** One change and what it is read for. */
export interface Change {
  readonly node: ChangelogNode;
  readonly dialect: Dialect;
}

/** How one type of change is read; undefined = an attribute that it needs is missing. */
export type ChangeReader = (change: Change) => ChangeReading | undefined;

const inverse = (...operations: readonly OperationBody[]): ChangeReading => ({ operations, back: 'inverse' });
const forward = (...operations: readonly OperationBody[]): ChangeReading => ({ operations, back: 'none' });
const nothing: ChangeReading = { operations: [], back: 'nothing' };

/** `schema.table`, as lintel writes it. */
export function tableOf(node: ChangelogNode, attribute = 'tableName', schema = 'schemaName'): string {
  const table = valueOf(node, attribute) ?? '';
  const within = valueOf(node, schema);
  return within === undefined || within.includes('${') ? table : `${within}.${table}`;
}

function text(node: ChangelogNode, attribute: string): string {
  return valueOf(node, attribute) ?? '';
}

const createTable: ChangeReader = ({ node, dialect }) => {
  const table = tableOf(node);
  if (table === '') return undefined;
  const columns = columnsOf(node, table, dialect);
  const guarded = isTrue(valueOf(node, 'ifNotExists')) && { guarded: true };
  return inverse(
    { kind: 'createTable', table, columns: columns.map(({ definition }) => definition), ...guarded },
    ...columns.flatMap(({ operations }) => operations),
  );
};

/** Only MySQL and MariaDB put a column behind another one (`afterColumn`, AddColumnGenerator). */
function isMysql(dialect: Dialect): boolean {
  return dialect === 'mysql' || dialect === 'mariadb';
}

const addColumn: ChangeReader = ({ node, dialect }) => {
  const table = tableOf(node);
  const columns = columnsOf(node, table, dialect);
  if (columns.length === 0) return undefined;
  return inverse(
    ...columns.flatMap(({ definition, operations, node: column }): readonly OperationBody[] => [
      {
        kind: 'addColumn',
        table,
        column: definition.name,
        definition,
        ...(isMysql(dialect) &&
          valueOf(column, 'afterColumn') !== undefined && { position: 'after' as const }),
      },
      ...(isFilled(column) ? [filled(table)] : []),
      ...operations,
    ]),
  );
};

const valueAttributes = [
  'value',
  'valueNumeric',
  'valueBoolean',
  'valueDate',
  'valueComputed',
  'valueSequenceNext',
];

/** `value` on a new column is an UPDATE of all rows (liquibase-core, AddColumnChange). */
function isFilled(column: ChangelogNode): boolean {
  return valueAttributes.some((name) => column.attributes.has(name));
}

function filled(table: string, scope: 'all' | 'filtered' = 'all'): OperationBody {
  return { kind: 'changeData', table, change: 'update', scope };
}

const dropColumn: ChangeReader = ({ node, dialect }) => {
  const table = tableOf(node);
  const listed = columnsOf(node, table, dialect).map(({ definition }) => definition.name);
  const columns = listed.length > 0 ? listed : namesIn(text(node, 'columnName'));
  return columns.length === 0
    ? undefined
    : forward(...columns.map((column): OperationBody => ({ kind: 'dropColumn', table, column })));
};

const addNotNullConstraint: ChangeReader = ({ node }) => {
  const table = tableOf(node);
  const set: OperationBody = {
    kind: 'setNotNull',
    table,
    column: text(node, 'columnName'),
    ...(valueOf(node, 'validate') === 'false' && { notValid: true }),
  };
  return valueOf(node, 'defaultNullValue') === undefined
    ? inverse(set)
    : inverse(filled(table, 'filtered'), set);
};

const addForeignKey: ChangeReader = ({ node }) => {
  const constraint = valueOf(node, 'constraintName');
  const onDelete = isTrue(valueOf(node, 'deleteCascade'))
    ? 'cascade'
    : valueOf(node, 'onDelete')?.toLowerCase();
  const onUpdate = valueOf(node, 'onUpdate')?.toLowerCase();
  return inverse({
    kind: 'addForeignKey',
    table: tableOf(node, 'baseTableName', 'baseTableSchemaName'),
    columns: namesIn(text(node, 'baseColumnNames')),
    ...(constraint !== undefined && { constraint }),
    references: {
      table: tableOf(node, 'referencedTableName', 'referencedTableSchemaName'),
      columns: namesIn(text(node, 'referencedColumnNames')),
      ...(onDelete !== undefined && { onDelete }),
      ...(onUpdate !== undefined && { onUpdate }),
    },
  });
};

/** Adding a constraint on columns; `usingIndex` where the change takes an index that is there. */
function addKey(kind: 'addUnique' | 'addPrimaryKey'): ChangeReader {
  return ({ node }) => {
    const constraint = valueOf(node, 'constraintName');
    const usingIndex = valueOf(node, 'forIndexName');
    return inverse({
      kind,
      table: tableOf(node),
      columns: namesIn(text(node, 'columnNames')),
      ...(constraint !== undefined && { constraint }),
      ...(usingIndex !== undefined && { usingIndex }),
    });
  };
}

function dropConstraint(
  constraintKind: 'check' | 'foreign-key' | 'unique' | 'primary-key',
  table = 'tableName',
  schema = 'schemaName',
): ChangeReader {
  return ({ node }) =>
    forward({
      kind: 'dropConstraint',
      table: tableOf(node, table, schema),
      constraint: text(node, 'constraintName'),
      constraintKind,
    });
}

const createIndex: ChangeReader = ({ node, dialect }) => {
  const collection = valueOf(node, 'collectionName');
  if (collection !== undefined) return mongoIndex(node, collection);
  const table = tableOf(node);
  const index = valueOf(node, 'indexName');
  return inverse({
    kind: 'createIndex',
    table,
    ...(index !== undefined && { index }),
    columns: columnsOf(node, table, dialect).map(({ definition }) => definition.name),
    unique: isTrue(valueOf(node, 'unique')),
    concurrently: false,
  });
};

/** An index of liquibase-mongodb: its keys are a document in JSON. */
function mongoIndex(node: ChangelogNode, table: string): ChangeReading {
  const keys = [...(valueOf(node, 'keys') ?? '').matchAll(/["']?([\w.$]+)["']?\s*:/g)].map(
    ([, key]) => key ?? '',
  );
  const unique = /["']?unique["']?\s*:\s*true/.test(valueOf(node, 'options') ?? '');
  return inverse({ kind: 'createIndex', table, columns: keys, unique, concurrently: false });
}

const dropIndex: ChangeReader = ({ node }) => {
  const table = valueOf(node, 'collectionName') ?? tableOf(node);
  return forward({
    kind: 'dropIndex',
    index: text(node, 'indexName'),
    concurrently: false,
    ...(table !== '' && { table }),
  });
};

/** Merged columns go into a new one that all rows get written. */
const mergeColumns: ChangeReader = ({ node, dialect }) => {
  const table = tableOf(node);
  const column = text(node, 'finalColumnName');
  const type = typeOf(text(node, 'finalColumnType'), dialect);
  const dropped = ['column1Name', 'column2Name'].map((name): OperationBody => ({
    kind: 'dropColumn',
    table,
    column: text(node, name),
  }));
  return forward(
    { kind: 'addColumn', table, column, definition: { name: column, type, nullable: true } },
    filled(table),
    ...dropped,
  );
};

/** A table of the distinct values of a column, and a foreign key to it. */
const addLookupTable: ChangeReader = ({ node, dialect }) => {
  const table = tableOf(node, 'newTableName', 'newTableSchemaName');
  const column = text(node, 'newColumnName');
  const base = tableOf(node, 'existingTableName', 'existingTableSchemaName');
  const constraint = valueOf(node, 'constraintName');
  return inverse(
    {
      kind: 'createTable',
      table,
      columns: [
        {
          name: column,
          type: typeOf(text(node, 'newColumnDataType'), dialect),
          nullable: false,
          primaryKey: true,
        },
      ],
      asSelect: true,
    },
    {
      kind: 'addForeignKey',
      table: base,
      columns: [text(node, 'existingColumnName')],
      ...(constraint !== undefined && { constraint }),
      references: { table, columns: [column] },
    },
  );
};

const createView: ChangeReader = ({ node }) => {
  const orReplace = isTrue(valueOf(node, 'replaceIfExists')) && { orReplace: true };
  const view: OperationBody = {
    kind: 'createView',
    view: tableOf(node, 'viewName'),
    materialized: false,
    ...orReplace,
  };
  return orReplace ? forward(view) : inverse(view);
};

/** A statement that is understood and has no kind of its own. */
function statement(
  statementKind: string,
  back: 'inverse' | 'none' | 'nothing' = 'none',
  attribute?: string,
): ChangeReader {
  return ({ node }) => {
    const table = attribute === undefined ? '' : tableOf(node, attribute);
    return { operations: [{ kind: 'executeSql', statementKind, ...(table !== '' && { table }) }], back };
  };
}

const sql: ChangeReader = ({ node }) => {
  const written = node.text.trim() === '' ? valueOf(node, 'sql') : node.text;
  return written === undefined
    ? undefined
    : { sql: written, delimiter: valueOf(node, 'endDelimiter'), back: 'none' };
};

const sqlFile: ChangeReader = ({ node }) => {
  const path = valueOf(node, 'path');
  return path === undefined
    ? undefined
    : {
        sqlFile: path,
        relative: isTrue(valueOf(node, 'relativeToChangelogFile')),
        delimiter: valueOf(node, 'endDelimiter'),
      };
};

function opaque(reason: (node: ChangelogNode) => string): ChangeReader {
  return ({ node }) => forward({ kind: 'opaque', reason: reason(node) });
}

/** Every type of change that Liquibase documents (https://docs.liquibase.com/change-types/home.html), by its name. */
const readers: Readonly<Record<string, ChangeReader>> = {
  createTable,
  dropTable: ({ node }) =>
    forward({
      kind: 'dropTable',
      table: tableOf(node),
      ...(isTrue(valueOf(node, 'cascadeConstraints')) && { cascade: true }),
    }),
  renameTable: ({ node }) =>
    inverse({
      kind: 'renameTable',
      table: tableOf(node, 'oldTableName'),
      newName: text(node, 'newTableName'),
    }),
  setTableRemarks: statement('comment on table', 'none', 'tableName'),
  addColumn,
  dropColumn,
  renameColumn: ({ node }) =>
    inverse({
      kind: 'renameColumn',
      table: tableOf(node),
      column: text(node, 'oldColumnName'),
      newName: text(node, 'newColumnName'),
    }),
  modifyDataType: ({ node, dialect }) =>
    forward({
      kind: 'changeColumnType',
      table: tableOf(node),
      column: text(node, 'columnName'),
      type: typeOf(text(node, 'newDataType'), dialect),
    }),
  // Liquibase 1.x.
  modifyColumn: ({ node, dialect }) => {
    const table = tableOf(node);
    const columns = columnsOf(node, table, dialect).map(({ definition }) => definition);
    return columns.length === 0
      ? undefined
      : forward(
          ...columns.map(({ name, type }): OperationBody => ({
            kind: 'changeColumnType',
            table,
            column: name,
            type,
          })),
        );
  },
  setColumnRemarks: statement('comment on column', 'none', 'tableName'),
  mergeColumns,
  addAutoIncrement: statement('alter column add identity', 'none', 'tableName'),
  addDefaultValue: (change) => {
    const { node, dialect } = change;
    const fallback = defaultOf(node, dialect);
    return (
      fallback &&
      inverse({
        kind: 'setDefault',
        table: tableOf(node),
        column: text(node, 'columnName'),
        default: fallback,
      })
    );
  },
  dropDefaultValue: ({ node }) =>
    forward({ kind: 'dropDefault', table: tableOf(node), column: text(node, 'columnName') }),
  addNotNullConstraint,
  dropNotNullConstraint: ({ node }) =>
    inverse({ kind: 'dropNotNull', table: tableOf(node), column: text(node, 'columnName') }),
  addPrimaryKey: addKey('addPrimaryKey'),
  dropPrimaryKey: dropConstraint('primary-key'),
  addUniqueConstraint: addKey('addUnique'),
  dropUniqueConstraint: dropConstraint('unique'),
  addForeignKeyConstraint: addForeignKey,
  dropForeignKeyConstraint: dropConstraint('foreign-key', 'baseTableName', 'baseTableSchemaName'),
  dropAllForeignKeyConstraints: dropConstraint('foreign-key', 'baseTableName', 'baseTableSchemaName'),
  addCheckConstraint: ({ node }) => {
    const constraint = valueOf(node, 'constraintName');
    const expression = valueOf(node, 'constraintBody') ?? node.text;
    return inverse({
      kind: 'addCheck',
      table: tableOf(node),
      columns: [],
      expression,
      ...(constraint !== undefined && { constraint }),
      ...(valueOf(node, 'validate') === 'false' && { notValid: true }),
    });
  },
  dropCheckConstraint: dropConstraint('check'),
  enableCheckConstraint: statement('alter table enable constraint', 'inverse', 'tableName'),
  disableCheckConstraint: statement('alter table disable constraint', 'inverse', 'tableName'),
  createIndex,
  dropIndex,
  renameIndex: ({ node }) =>
    inverse({ kind: 'renameIndex', index: text(node, 'oldIndexName'), newName: text(node, 'newIndexName') }),
  addLookupTable,
  createView,
  dropView: ({ node }) => forward({ kind: 'dropView', view: tableOf(node, 'viewName'), materialized: false }),
  renameView: statement('rename view', 'inverse'),
  createSequence: statement('create sequence', 'inverse'),
  alterSequence: statement('alter sequence'),
  dropSequence: statement('drop sequence'),
  renameSequence: statement('rename sequence', 'inverse'),
  createSynonym: statement('create synonym', 'inverse'),
  dropSynonym: statement('drop synonym'),
  createProcedure: statement('create procedure'),
  dropProcedure: statement('drop procedure'),
  createFunction: statement('create function'),
  dropFunction: statement('drop function'),
  createPackage: statement('create package'),
  dropPackage: statement('drop package'),
  createPackageBody: statement('create package body'),
  dropPackageBody: statement('drop package body'),
  createTrigger: ({ node }) =>
    forward({ kind: 'createTrigger', trigger: text(node, 'triggerName'), table: tableOf(node) }),
  dropTrigger: statement('drop trigger', 'none', 'tableName'),
  renameTrigger: statement('rename trigger', 'inverse', 'tableName'),
  enableTrigger: statement('enable trigger', 'inverse', 'tableName'),
  disableTrigger: statement('disable trigger', 'inverse', 'tableName'),
  markUnused: statement('alter table set unused', 'none', 'tableName'),
  alterDatabase: statement('alter database'),
  grant: statement('grant'),
  revoke: statement('revoke'),
  ...dataChanges,
  ...mongoChanges,
  sql,
  sqlFile,
  customChange: opaque((node) => `a change in Java: ${text(node, 'class') || 'no class is named'}`),
  executeCommand: opaque((node) => `a program: ${text(node, 'executable') || 'none is named'}`),
  tagDatabase: () => nothing,
  output: () => nothing,
  stop: () => nothing,
  empty: () => nothing,
};

/** Elements of a change set that are no changes. */
export const notChanges: ReadonlySet<string> = new Set([
  'preConditions',
  'validCheckSum',
  'rollback',
  'modifySql',
  'comment',
  'property',
]);

/** Reads a change; a type that is not known, or one that lacks what it needs, is opaque. */
export function readChange(change: Change): ChangeReading {
  const { node } = change;
  const reader = Object.hasOwn(readers, node.name) ? readers[node.name] : undefined;
  if (reader === undefined)
    return forward({ kind: 'opaque', reason: `a change of a type that is not known: ${node.name}` });
  return reader(change) ?? forward({ kind: 'opaque', reason: `${node.name} lacks what it needs` });
}
