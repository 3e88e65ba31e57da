import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { TokenCursor } from '../../../syntax/sql/token-cursor.js';
import { statementKindOf } from '../statement-kind.js';
import { readAlterTable } from './alter-table.js';
import { readCreateTable } from './create-table.js';
import { buildsOnline, readCreateIndex, readDropIndex } from './indexes.js';

/** Words between CREATE and TABLE or VIEW. */
const kinds =
  'TEMP TEMPORARY GLOBAL LOCAL PRIVATE UNLOGGED VIRTUAL EXTERNAL FOREIGN HYBRID SHARDED IMMUTABLE BLOCKCHAIN FORCE NO NOFORCE EDITIONABLE LIVE WINDOW SQL SECURITY INVOKER DEFINER UNDEFINED MERGE TEMPTABLE'.split(
    ' ',
  );

/** What an `executeSql` says of a statement: its kind, and the table that it names with ON or FROM. */
export function otherStatement(statement: TokenCursor): OperationBody {
  const statementKind = statementKindOf(statement);
  return { kind: 'executeSql', statementKind };
}

/** CREATE … */
export function readCreate(statement: TokenCursor, dialect: Dialect): readonly OperationBody[] {
  const cursor = statement.fork();
  cursor.expect('CREATE');
  const orReplace = cursor.take('OR', 'REPLACE') || cursor.take('OR', 'ALTER');
  const index = readCreateIndex(cursor, dialect);
  if (index) return [index];
  skipOptions(cursor);
  let temporary = false;
  for (let word = cursor.takeAny(...kinds); word !== undefined; word = cursor.takeAny(...kinds)) {
    if (word === 'TEMP' || word === 'TEMPORARY') temporary = true;
    skipOptions(cursor);
  }
  if (cursor.take('TABLE')) return readCreateTable(cursor, dialect, temporary);
  const materialized = cursor.take('MATERIALIZED');
  if (cursor.take('VIEW')) {
    cursor.take('IF', 'NOT', 'EXISTS');
    const view = cursor.expectQualifiedName('the name of the view');
    return [{ kind: 'createView', view, materialized, ...(orReplace ? { orReplace: true } : {}) }];
  }
  if (cursor.take('TRIGGER')) return [readCreateTrigger(cursor, statement)];
  if (cursor.peek()?.kind !== 'word') cursor.fail('expected what to create');
  return [otherStatement(statement)];
}

/** `ALGORITHM = MERGE DEFINER = user@host SQL SECURITY INVOKER`. */
function skipOptions(cursor: TokenCursor): void {
  for (;;) {
    if (cursor.sees('ALGORITHM', '=')) cursor.at += 3;
    else if (cursor.sees('DEFINER', '=')) {
      cursor.at += 3;
      if (cursor.peek()?.kind === 'parameter') cursor.at += 1;
      else if (cursor.take('@')) cursor.at += 1;
      if (cursor.take('(')) cursor.take(')');
    } else return;
  }
}

/** The table stands behind ON; triggers of a database or schema (Oracle, SQL Server) have none. */
function readCreateTrigger(cursor: TokenCursor, statement: TokenCursor): OperationBody {
  cursor.take('IF', 'NOT', 'EXISTS');
  const trigger = cursor.expectQualifiedName('the name of the trigger');
  cursor.until((token) => token.word === 'ON');
  if (!cursor.take('ON')) return otherStatement(statement);
  const table = cursor.expectQualifiedName('the table of the trigger');
  return { kind: 'createTrigger', trigger, table };
}

/** ALTER … */
export function readAlter(statement: TokenCursor, dialect: Dialect): readonly OperationBody[] {
  const cursor = statement.fork();
  cursor.expect('ALTER');
  cursor.takeAny('IGNORE', 'ONLINE', 'OFFLINE');
  if (cursor.take('TABLE')) return readAlterTable(cursor, dialect);
  if (cursor.take('INDEX')) {
    cursor.take('IF', 'EXISTS');
    const index = cursor.expectQualifiedName('the name of the index');
    const table = cursor.take('ON') ? cursor.expectQualifiedName('the table of the index') : undefined;
    if (cursor.take('RENAME', 'TO'))
      return [{ kind: 'renameIndex', index, newName: cursor.expectQualifiedName('the new name') }];
    if (cursor.sees('REBUILD'))
      return [{ kind: 'reindex', target: index, concurrently: buildsOnline(cursor) }];
    return [{ kind: 'executeSql', statementKind: 'ALTER INDEX', ...(table === undefined ? {} : { table }) }];
  }
  if (cursor.peek()?.kind !== 'word') cursor.fail('expected what to alter');
  return [otherStatement(statement)];
}

/** DROP … */
export function readDrop(statement: TokenCursor, dialect: Dialect): readonly OperationBody[] {
  const cursor = statement.fork();
  cursor.expect('DROP');
  cursor.takeAny('TEMPORARY', 'EXTERNAL', 'FOREIGN');
  if (cursor.takeAny('TABLE', 'TABLES')) {
    const guarded = cursor.take('IF', 'EXISTS');
    const cascade = cursor.rest.some(({ word }) => word === 'CASCADE');
    return cursor.items().map((item) => {
      const table = item.expectQualifiedName('the name of the table');
      return {
        kind: 'dropTable',
        table,
        ...(cascade ? { cascade: true } : {}),
        ...(guarded || item.sees('IF', 'EXISTS') ? { guarded: true } : {}),
      };
    });
  }
  if (cursor.take('INDEX')) return readDropIndex(cursor, dialect);
  const materialized = cursor.take('MATERIALIZED');
  if (cursor.take('VIEW')) {
    const guarded = cursor.take('IF', 'EXISTS');
    return cursor.items().map((item) => ({
      kind: 'dropView',
      view: item.expectQualifiedName('the name of the view'),
      materialized,
      ...(guarded ? { guarded: true } : {}),
    }));
  }
  if (cursor.peek()?.kind !== 'word') cursor.fail('expected what to drop');
  return [otherStatement(statement)];
}

/** MySQL's `RENAME TABLE a TO b, c TO d`; Oracle's `RENAME a TO b`. */
export function readRename(statement: TokenCursor): readonly OperationBody[] {
  const cursor = statement.fork();
  cursor.expect('RENAME');
  const tables = cursor.takeAny('TABLE', 'TABLES') !== undefined;
  if (!tables && cursor.word(1) !== 'TO') return [otherStatement(statement)];
  cursor.take('IF', 'EXISTS');
  return cursor.items().map((item) => {
    const table = item.expectQualifiedName('the name of the table');
    if (item.take('WAIT')) item.at += 1;
    else item.take('NOWAIT');
    item.expect('TO');
    return { kind: 'renameTable', table, newName: item.expectQualifiedName('the new name') };
  });
}
