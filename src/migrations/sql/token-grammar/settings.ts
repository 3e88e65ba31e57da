import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { TokenCursor } from '../../../syntax/sql/token-cursor.js';
import { otherStatement } from './objects.js';

/** SET of MySQL, SQL Server, ClickHouse and those that resemble them. User variables (`@x`) are no settings. */
export function readSet(statement: TokenCursor, dialect: Dialect): readonly OperationBody[] {
  const cursor = statement.fork();
  cursor.expect('SET');
  if (cursor.done) cursor.fail('expected a setting');
  if (['TRANSACTION', 'PASSWORD', 'ROLE', 'CONSTRAINTS', 'DEFINE'].includes(cursor.word()))
    return [otherStatement(statement)];
  if (cursor.sees('IDENTITY_INSERT')) {
    cursor.at += 1;
    const table = cursor.expectQualifiedName('a table');
    return [{ kind: 'executeSql', statementKind: 'SET IDENTITY_INSERT', table }];
  }
  if (cursor.takeAny('NAMES', 'CHARSET')) return [setting('names', valueOf(cursor), false)];
  if (cursor.take('CHARACTER', 'SET')) return [setting('character_set', valueOf(cursor), false)];
  const operations = cursor.items().flatMap((item) => readAssignment(item, dialect) ?? []);
  return operations.length > 0 ? operations : [otherStatement(statement)];
}

function readAssignment(cursor: TokenCursor, dialect: Dialect): OperationBody | undefined {
  const scope =
    cursor.word(1) === '='
      ? undefined
      : cursor.takeAny('SESSION', 'GLOBAL', 'LOCAL', 'PERSIST', 'PERSIST_ONLY');
  const token = cursor.peek();
  if (token?.kind === 'parameter') {
    const written = cursor.written(token);
    if (!written.startsWith('@@')) return undefined;
    cursor.at += 1;
    const name = written.slice(2).replace(/^(?:session|global|local|persist)\./i, '');
    return readValue(cursor, name, false);
  }
  const name = cursor.qualifiedName();
  if (name === undefined) cursor.fail('expected a setting');
  return readValue(cursor, name, scope === 'LOCAL' && dialect === 'unknown');
}

function readValue(cursor: TokenCursor, name: string, local: boolean): OperationBody {
  if (!cursor.take('=') && !cursor.take(':=')) cursor.take('TO');
  return setting(name.toLowerCase(), valueOf(cursor), local);
}

function setting(name: string, value: string, local: boolean): OperationBody {
  return { kind: 'setSetting', setting: name, value, local };
}

/** The value as written; a single string without its quotes. */
function valueOf(cursor: TokenCursor): string {
  const single = cursor.fork();
  const text = single.string();
  return text !== undefined && single.done ? text : cursor.source;
}

/** SQLite: `PRAGMA name = value` sets, every other PRAGMA asks or acts. */
export function readPragma(statement: TokenCursor): OperationBody {
  const cursor = statement.fork();
  cursor.expect('PRAGMA');
  const name = cursor.expectQualifiedName('the name of the pragma');
  if (!cursor.take('=')) return { kind: 'executeSql', statementKind: 'PRAGMA' };
  return setting(name.toLowerCase(), valueOf(cursor), false);
}

/** BEGIN, START, COMMIT, END, ROLLBACK; savepoints and the blocks of T-SQL end no transaction. */
export function readTransaction(statement: TokenCursor, dialect: Dialect): OperationBody {
  const cursor = statement.fork();
  const verb = cursor.word();
  const second = cursor.word(1);
  if (dialect === 'sqlserver') {
    const transaction = second === 'TRAN' || second === 'TRANSACTION' || second === 'DISTRIBUTED';
    if ((verb === 'BEGIN' || verb === 'END') && !transaction)
      return { kind: 'executeSql', statementKind: verb };
  }
  const block =
    dialect === 'oracle' ||
    second === 'NOT' ||
    second === 'BATCH' ||
    second === 'UNLOGGED' ||
    second === 'COUNTER';
  if (verb === 'BEGIN' && block) {
    const statementKind = dialect === 'oracle' ? 'PL/SQL BLOCK' : dialect === 'cassandra' ? 'BATCH' : 'BEGIN';
    return { kind: 'executeSql', statementKind };
  }
  switch (verb) {
    case 'BEGIN':
      return { kind: 'beginTransaction' };
    case 'START':
      return second === 'TRANSACTION' ? { kind: 'beginTransaction' } : otherStatement(statement);
    case 'COMMIT':
    case 'END':
      return { kind: 'commitTransaction' };
    default:
      return second === 'TO' || cursor.word(2) === 'TO'
        ? { kind: 'executeSql', statementKind: 'ROLLBACK TO SAVEPOINT' }
        : { kind: 'commitTransaction', rollback: true };
  }
}
