import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Call } from '../../../syntax/imperative/values.js';
import { columnParts } from './columns.js';
import type { ColumnPart } from './columns.js';
import { added, alterations, definitionOf } from './columns.js';
import { keyOfColumn } from './foreign-keys.js';
import { createOther } from './create-statements.js';
import { deleteStatement } from './delete-statements.js';
import { nameIn, tableIn } from './names.js';
import { dataStatement } from './row-statements.js';

/** Calls behind a column that make something of their own, with their own place. */
export function makesItsOwn(root: string, calls: readonly Call[], name: string): boolean {
  const [first] = calls;
  const ofColumns = (root === 'Create' || root === 'Alter') && /^(Table|Column)$/.test(first?.name ?? '');
  return ofColumns && /^(AddColumn|AlterColumn|ForeignKey|ReferencedBy|Unique|Indexed)$/.test(name);
}

/** What a chain of calls does, when it began with `Create.`, `Alter.`, … and all of it was read. `at` = the call asked for. */
export function bodiesOf(
  root: string,
  calls: readonly Call[],
  at: number,
  dialect: Dialect,
): readonly OperationBody[] {
  const [first] = calls;
  const own = at === 0 ? undefined : ofColumn(root, calls, at, dialect);
  const bodies = own ?? (at === 0 && first ? ofRoot(root, first, calls, dialect) : undefined);
  return bodies && !bodies.some(({ kind }) => kind === 'opaque')
    ? bodies
    : [
        {
          kind: 'opaque',
          reason: `arguments of ${root}.${first?.name ?? ''} are made while the migration runs`,
        },
      ];
}

function ofRoot(
  root: string,
  first: Call,
  calls: readonly Call[],
  dialect: Dialect,
): readonly OperationBody[] | undefined {
  switch (root) {
    case 'Create':
      if (first.name === 'Table') return createTable(calls, dialect);
      return first.name === 'Column' ? single(root, calls, dialect) : createOther(first.name, calls, dialect);
    case 'Alter':
      if (first.name === 'Column') return single(root, calls, dialect);
      return alterTable(calls);
    case 'Delete':
      return deleteStatement(first.name, calls, dialect);
    case 'Rename':
      return rename(first.name, calls);
    default:
      return dataStatement(root, calls);
  }
}

function createTable(calls: readonly Call[], dialect: Dialect): readonly OperationBody[] | undefined {
  const table = tableIn(calls, 'Table');
  if (table === undefined) return undefined;
  const columns = columnParts('Create', calls).map((part) => definitionOf(part, dialect));
  const keys = columns.filter(({ primaryKey }) => primaryKey === true);
  const plain = columns.map((column) => {
    const { primaryKey: _, ...rest } = column;
    return keys.length > 1 ? rest : column;
  });
  return [
    {
      kind: 'createTable',
      table,
      columns: plain,
      ...(calls.some(({ name }) => name === 'IfNotExists') && { guarded: true }),
    },
    ...(keys.length > 1
      ? [{ kind: 'addPrimaryKey' as const, table, columns: keys.map(({ name }) => name) }]
      : []),
  ];
}

/** `Alter.Table("t")` alone does nothing; its columns are statements of their own. */
function alterTable(calls: readonly Call[]): readonly OperationBody[] | undefined {
  const table = tableIn(calls, 'Table');
  if (table === undefined) return undefined;
  return calls.some(({ name }) => name === 'ToSchema' || name === 'WithDescription')
    ? [{ kind: 'executeSql', statementKind: 'alter table', table }]
    : [];
}

/** `Create.Column("c").OnTable("t")…`, `Alter.Column("c").OnTable("t")…` */
function single(
  root: string,
  calls: readonly Call[],
  dialect: Dialect,
): readonly OperationBody[] | undefined {
  const table = tableIn(calls, 'OnTable');
  const [part] = columnParts(root, calls);
  if (table === undefined || part?.name === undefined) return undefined;
  return part.isOld ? alterations(part, table, dialect) : added(part, table, dialect);
}

/** Columns of `Alter.Table`, and keys and indexes of columns. */
function ofColumn(
  root: string,
  calls: readonly Call[],
  at: number,
  dialect: Dialect,
): readonly OperationBody[] | undefined {
  const call = calls[at];
  const table = tableIn(calls, 'Table') ?? tableIn(calls, 'OnTable');
  const part = columnParts(root, calls).find(({ from, to }) => from <= at && at < to);
  if (!call || table === undefined || part?.name === undefined) return undefined;
  if (at === part.from) return part.isOld ? alterations(part, table, dialect) : added(part, table, dialect);
  return ofOption(call, table, part, calls.slice(at + 1));
}

function ofOption(
  call: Call,
  table: string,
  part: ColumnPart,
  behind: readonly Call[],
): readonly OperationBody[] {
  const column = part.name ?? '?';
  if (call.name === 'Unique' || call.name === 'Indexed') {
    const plain = table.slice(table.lastIndexOf('.') + 1);
    return [
      {
        kind: 'createIndex',
        table,
        index: nameIn([call], call.name) ?? `IX_${plain}_${column}`,
        columns: [column],
        unique: call.name === 'Unique',
        concurrently: false,
      },
    ];
  }
  const key = keyOfColumn(call, table, column, behind);
  return key ? [key] : [];
}

function rename(what: string, calls: readonly Call[]): readonly OperationBody[] | undefined {
  const newName = nameIn(calls, 'To');
  if (newName === undefined) return undefined;
  if (what === 'Column') {
    const [column, table] = [nameIn(calls, 'Column'), tableIn(calls, 'OnTable')];
    return column === undefined || table === undefined
      ? undefined
      : [{ kind: 'renameColumn', table, column, newName }];
  }
  const table = tableIn(calls, 'Table');
  return table === undefined ? undefined : [{ kind: 'renameTable', table, newName }];
}
