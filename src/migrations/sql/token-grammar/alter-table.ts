import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { TokenCursor } from '../../../syntax/sql/token-cursor.js';
import { readAlterColumn, readChange, readModify } from './alter-column.js';
import type { AlterContext } from './alter-context.js';
import { readColumn } from './columns.js';
import { readTableConstraint } from './constraints.js';
import { readDropAction } from './drop-action.js';
import { readTableOption } from './table-options.js';

const verbs: ReadonlySet<string> = new Set('ADD DROP MODIFY CHANGE ALTER RENAME'.split(' '));

/**
 * ALTER TABLE: one operation for each action; the cursor stands behind TABLE. ALGORITHM and LOCK clauses that ask for what MySQL
 * would do anyway are passed over, those that ask for a copy or a lock are operations of kind executeSql.
 */
export function readAlterTable(cursor: TokenCursor, dialect: Dialect): readonly OperationBody[] {
  cursor.take('IF', 'EXISTS');
  cursor.take('ONLY');
  const table = cursor.expectQualifiedName('the name of the table');
  if (cursor.take('ON', 'CLUSTER') && cursor.name() === undefined) cursor.string();
  // MariaDB waits for the lock so long.
  if (cursor.take('WAIT')) cursor.at += 1;
  else cursor.take('NOWAIT');
  let notValid = false;
  if (cursor.sees('WITH') && (cursor.word(1) === 'CHECK' || cursor.word(1) === 'NOCHECK')) {
    notValid = cursor.word(1) === 'NOCHECK';
    cursor.at += 2;
    if (cursor.sees('CHECK', 'CONSTRAINT')) return [validated(cursor, table)];
  }
  if (cursor.done) cursor.fail('expected an action');
  const context: AlterContext = { table, dialect, notValid };
  const operations: OperationBody[] = [];
  let verb = '';
  for (const action of actionsOf(cursor, dialect)) {
    if (action.done) action.fail('expected an action');
    const written = action.word();
    // SQL Server and CQL name the verb once for several columns.
    const continued = (verb === 'ADD' || verb === 'DROP') && continuesVerb(dialect) && !verbs.has(written);
    if (!continued) verb = written;
    operations.push(...readAction(action, context, continued ? verb : undefined));
  }
  return operations;
}

/** ClickHouse may end with SETTINGS, and takes assignments and whole queries with commas of their own. */
function actionsOf(cursor: TokenCursor, dialect: Dialect): readonly TokenCursor[] {
  if (dialect !== 'clickhouse') return cursor.items(dialect === 'cassandra');
  const actions = cursor.until((token) => token.word === 'SETTINGS');
  return actions.sees('UPDATE') || actions.sees('MODIFY', 'QUERY') ? [actions] : actions.items();
}

function continuesVerb(dialect: Dialect): boolean {
  return dialect === 'sqlserver' || dialect === 'cassandra' || dialect === 'unknown';
}

function validated(cursor: TokenCursor, table: string): OperationBody {
  cursor.at += 2;
  return { kind: 'validateConstraint', table, constraint: cursor.expectName('the name of the constraint') };
}

function readAction(
  cursor: TokenCursor,
  context: AlterContext,
  verb: string | undefined,
): readonly OperationBody[] {
  const word = verb ?? cursor.word();
  if (verb === undefined && verbs.has(word)) cursor.at += 1;
  switch (word) {
    case 'ADD':
      return readAdd(cursor, context);
    case 'DROP':
      return readDropAction(cursor, context, verb !== undefined);
    case 'MODIFY':
      return readModify(cursor, context);
    case 'CHANGE':
      return readChange(cursor, context);
    case 'ALTER':
      return readAlterColumn(cursor, context);
    case 'RENAME':
      return [readRename(cursor, context)];
    default:
      return readTableOption(cursor, context);
  }
}

function readAdd(cursor: TokenCursor, { table, dialect, notValid }: AlterContext): readonly OperationBody[] {
  if (cursor.sees('PARTITION') || cursor.sees('PROJECTION') || cursor.sees('STATISTICS'))
    return [{ kind: 'executeSql', statementKind: `ALTER TABLE ADD ${cursor.word()}`, table }];
  const constraint = cursor.sees('COLUMN')
    ? undefined
    : readTableConstraint(cursor, table, dialect, { notValid });
  if (constraint) return [constraint];
  cursor.take('COLUMN');
  const guarded = cursor.take('IF', 'NOT', 'EXISTS');
  const list = cursor.group();
  const elements = list ? list.items(dialect === 'cassandra') : [cursor];
  return elements.map((element): OperationBody => {
    const added = readTableConstraint(element, table, dialect, { notValid });
    if (added) return added;
    const { definition, position } = readColumn(element, dialect);
    return {
      kind: 'addColumn',
      table,
      column: definition.name,
      definition,
      ...(position ? { position } : {}),
      ...(guarded ? { guarded: true } : {}),
    };
  });
}

function readRename(cursor: TokenCursor, { table }: AlterContext): OperationBody {
  if (cursor.sees('CONSTRAINT') || cursor.sees('PARTITION'))
    return { kind: 'executeSql', statementKind: `ALTER TABLE RENAME ${cursor.word()}`, table };
  if (cursor.takeAny('TO', 'AS')) return { kind: 'renameTable', table, newName: newName(cursor) };
  if (cursor.word(2) === 'TO' && cursor.takeAny('INDEX', 'KEY')) {
    const index = cursor.expectName('the name of the index');
    cursor.expect('TO');
    return { kind: 'renameIndex', index, newName: newName(cursor), table };
  }
  if (cursor.word(1) !== 'TO' || cursor.word(2) === 'TO') cursor.take('COLUMN');
  cursor.take('IF', 'EXISTS');
  const column = cursor.expectName('the name of the column');
  if (cursor.done) return { kind: 'renameTable', table, newName: column };
  cursor.expect('TO');
  return { kind: 'renameColumn', table, column, newName: newName(cursor) };
}

function newName(cursor: TokenCursor): string {
  return cursor.expectQualifiedName('the new name');
}
