import { readCqlChange } from './cql-changes.js';
import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { TokenCursor } from '../../../syntax/sql/token-cursor.js';
import { readDataChanges } from '../data-changes.js';
import { readAlter, readCreate, readDrop, readRename, otherStatement } from './objects.js';
import { readSpRename } from './tsql-procedures.js';
import { readPragma, readSet, readTransaction } from './settings.js';

/** Verbs of statements that change no schema, or whose effect has no kind of its own. */
const otherVerbs: ReadonlySet<string> = new Set(
  (
    'ADD ANALYSE ANALYZE ATTACH AUDIT BACKUP BULK CALL CHECK CHECKPOINT CHECKSUM CLOSE COMMENT COPY CLUSTER DBCC DEALLOCATE DECLARE DEFINE DENY ' +
    'DESC DESCRIBE DETACH DISABLE DISCARD DO ELSE ENABLE EXCHANGE EXEC EXECUTE EXIT EXPLAIN EXPORT FETCH FLASHBACK FLUSH GET GRANT HANDLER IF ' +
    'IMPORT INSTALL KILL LIST LISTEN LOAD NOTIFY OPEN OPTIMIZE PREPARE PRINT PROMPT PURGE QUIT RAISERROR REFRESH REORG REPAIR RESET RESTORE ' +
    'RELEASE RETURN REVOKE SAVE SAVEPOINT SECURITY SELECT SHOW SIGNAL SPOOL SYSTEM TABLE THROW TRY UNDROP UNLISTEN UNLOCK UNINSTALL USE VALUES ' +
    'WAITFOR WHENEVER WHILE XA REASSIGN GO EXCEPTION'
  ).split(' '),
);

/**
 * What a statement does, read from its tokens: for MySQL, MariaDB and SQLite the whole of their schema statements, for other
 * dialects what they share with these. Never empty.
 * @throws UnreadableSql when it is not a statement that lintel knows, or breaks off.
 */
export function readStatementByTokens(statement: TokenCursor, dialect: Dialect): readonly OperationBody[] {
  checkEnds(statement);
  switch (statement.word()) {
    case 'CREATE':
      return readCreate(statement, dialect);
    case 'ALTER':
      return readAlter(statement, dialect);
    case 'DROP':
      return readDrop(statement, dialect);
    case 'RENAME':
      return readRename(statement);
    case 'TRUNCATE':
      return readTruncate(statement);
    case 'INSERT':
    case 'REPLACE':
    case 'UPDATE':
    case 'DELETE':
    case 'MERGE':
      if (dialect === 'cassandra' && !statement.sees('INSERT')) return [readCqlChange(statement)];
      return statement.sees('UPDATE', 'STATISTICS')
        ? [{ kind: 'executeSql', statementKind: 'UPDATE STATISTICS' }]
        : readDataChanges(statement);
    case 'WITH':
      return orOther(statement, readDataChanges(statement));
    case 'SET':
      return readSet(statement, dialect);
    case 'PRAGMA':
      return [readPragma(statement)];
    case 'BEGIN':
    case 'START':
    case 'COMMIT':
    case 'END':
    case 'ROLLBACK':
    case 'ABORT':
      return [readTransaction(statement, dialect)];
    case 'APPLY':
      return [{ kind: 'executeSql', statementKind: 'BATCH' }];
    case 'LOCK':
      return readLock(statement);
    case 'VACUUM':
      return [readVacuum(statement)];
    case 'REINDEX':
      return [readReindex(statement)];
    case 'SELECT':
      return [readSelect(statement, dialect)];
    case 'EXEC':
    case 'EXECUTE':
      return [readSpRename(statement) ?? otherStatement(statement)];
    case '(':
      return [otherStatement(statement)];
    default:
      if (!otherVerbs.has(statement.word())) statement.fail('expected a statement');
      return [otherStatement(statement)];
  }
}

/** Every string and every parenthesis has an end, and no parenthesis ends without a beginning. */
function checkEnds(statement: TokenCursor): void {
  const open: number[] = [];
  const cursor = statement.fork();
  for (; !cursor.done; cursor.at += 1) {
    if (cursor.peek()?.kind === 'unterminated') cursor.fail('it has no end');
    if (cursor.sees('(')) open.push(cursor.at);
    else if (cursor.sees(')') && open.pop() === undefined) cursor.fail('it closes nothing');
  }
  const first = open[0];
  if (first === undefined) return;
  cursor.at = first;
  cursor.fail('it is never closed');
}

function orOther(statement: TokenCursor, operations: readonly OperationBody[]): readonly OperationBody[] {
  return operations.length > 0 ? operations : [otherStatement(statement)];
}

function readTruncate(statement: TokenCursor): readonly OperationBody[] {
  const cursor = statement.fork();
  cursor.expect('TRUNCATE');
  cursor.take('TABLE');
  cursor.take('IF', 'EXISTS');
  cursor.take('ONLY');
  const cascade = cursor.rest.some(({ word }) => word === 'CASCADE');
  return cursor.items().map((item) => {
    const table = item.expectQualifiedName('the table of TRUNCATE');
    return { kind: 'truncate', table, ...(cascade ? { cascade: true } : {}) };
  });
}

/** `LOCK TABLES a WRITE, b READ` and `LOCK TABLE a IN EXCLUSIVE MODE`. */
function readLock(statement: TokenCursor): readonly OperationBody[] {
  const cursor = statement.fork();
  cursor.expect('LOCK');
  if (!cursor.takeAny('TABLES', 'TABLE')) return [otherStatement(statement)];
  return cursor.items().map((item) => {
    const table = item.expectQualifiedName('the table of LOCK');
    if (item.take('AS')) item.name();
    const mode = item.take('IN') ? item.until((token) => token.word === 'MODE').source : item.source;
    return { kind: 'lockTable', table, ...(mode === '' ? {} : { mode: mode.toUpperCase() }) };
  });
}

/** SQLite rewrites the whole file. */
function readVacuum(statement: TokenCursor): OperationBody {
  const cursor = statement.fork();
  cursor.expect('VACUUM');
  const full = cursor.take('FULL');
  const table = cursor.sees('INTO') ? undefined : cursor.qualifiedName();
  return { kind: 'vacuum', full, ...(table === undefined ? {} : { table }) };
}

function readReindex(statement: TokenCursor): OperationBody {
  const cursor = statement.fork();
  cursor.expect('REINDEX');
  cursor.takeAny('INDEX', 'TABLE', 'SCHEMA', 'DATABASE', 'SYSTEM');
  const concurrently = cursor.take('CONCURRENTLY');
  return { kind: 'reindex', target: cursor.qualifiedName() ?? '', concurrently };
}

/** SQL Server's `SELECT … INTO table FROM …` creates the table. */
function readSelect(statement: TokenCursor, dialect: Dialect): OperationBody {
  const cursor = statement.fork();
  cursor.until((token) => token.word === 'INTO' || token.word === 'FROM');
  const target = dialect === 'sqlserver' && cursor.take('INTO') ? cursor.qualifiedName() : undefined;
  if (target === undefined) return otherStatement(statement);
  return {
    kind: 'createTable',
    table: target,
    columns: [],
    asSelect: true,
    ...(target.startsWith('#') ? { temporary: true } : {}),
  };
}
