import type { OperationBody } from '../../../model/migration.js';
import type { TokenCursor } from '../../../syntax/sql/token-cursor.js';
import { scopeOfCondition } from '../data-scope.js';
import { actionWords } from '../statement-kind.js';
import type { AlterContext } from './alter-context.js';

/** How many words name an action that has no kind of its own, by its first word. */
const actions: ReadonlyMap<string, number> = new Map([
  // MySQL, MariaDB
  ['ENGINE', 1],
  ['AUTO_INCREMENT', 1],
  ['AVG_ROW_LENGTH', 1],
  ['CHARACTER', 2],
  ['CHARSET', 1],
  ['CHECKSUM', 1],
  ['COALESCE', 2],
  ['COLLATE', 1],
  ['COMMENT', 1],
  ['COMPRESSION', 1],
  ['CONVERT', 4],
  ['DEFAULT', 3],
  ['DELAY_KEY_WRITE', 1],
  ['DISABLE', 2],
  ['DISCARD', 2],
  ['ENABLE', 2],
  ['ENCRYPTION', 1],
  ['EXCHANGE', 2],
  ['FORCE', 1],
  ['IMPORT', 2],
  ['INSERT_METHOD', 1],
  ['KEY_BLOCK_SIZE', 1],
  ['MAX_ROWS', 1],
  ['MIN_ROWS', 1],
  ['OPTIMIZE', 2],
  ['ORDER', 2],
  ['PACK_KEYS', 1],
  ['PARTITION', 2],
  ['PAGE_CHECKSUM', 1],
  ['REBUILD', 1],
  ['REMOVE', 2],
  ['REORGANIZE', 2],
  ['REPAIR', 2],
  ['ROW_FORMAT', 1],
  ['SECONDARY_LOAD', 1],
  ['STATS_AUTO_RECALC', 1],
  ['STATS_PERSISTENT', 1],
  ['STATS_SAMPLE_PAGES', 1],
  ['TABLESPACE', 1],
  ['TRUNCATE', 2],
  ['UNION', 1],
  ['VALIDATION', 1],
  ['WITHOUT', 2],
  ['WITH', 2],
  // SQL Server, Oracle
  ['CHECK', 1],
  ['NOCHECK', 2],
  ['SET', 2],
  ['SWITCH', 1],
  ['MOVE', 1],
  ['SHRINK', 1],
  ['READ', 2],
  ['CACHE', 1],
  ['NOCACHE', 1],
  ['LOGGING', 1],
  ['NOLOGGING', 1],
  ['PARALLEL', 1],
  ['NOPARALLEL', 1],
  ['SPLIT', 2],
  ['MERGE', 2],
  // PostgreSQL's words in a dialect that is not known
  ['OWNER', 2],
  ['RESET', 1],
  ['CLUSTER', 2],
  ['REPLICA', 2],
  ['INHERIT', 1],
  // ClickHouse
  ['APPLY', 2],
  ['ATTACH', 2],
  ['CLEAR', 2],
  ['DETACH', 2],
  ['FETCH', 2],
  ['FREEZE', 1],
  ['MATERIALIZE', 2],
  ['REPLACE', 2],
  ['UNFREEZE', 1],
]);

/** Ways to alter a table that MySQL would take by itself if it could. */
const harmless: ReadonlySet<string> = new Set(['INSTANT', 'INPLACE', 'NOCOPY', 'DEFAULT', 'NONE']);

/** Actions of ALTER TABLE on the table as a whole. */
export function readTableOption(cursor: TokenCursor, context: AlterContext): readonly OperationBody[] {
  const { table, dialect } = context;
  const word = cursor.word();
  if (word === 'ALGORITHM' || word === 'LOCK') return readStrategy(cursor, table);
  if (word === 'VALIDATE' && cursor.take('VALIDATE', 'CONSTRAINT'))
    return [{ kind: 'validateConstraint', table, constraint: cursor.expectName('the constraint') }];
  if (dialect === 'clickhouse' && (word === 'UPDATE' || word === 'DELETE')) {
    cursor.until((token) => token.word === 'WHERE');
    cursor.expect('WHERE');
    const none: ReadonlySet<string> = new Set();
    const scope = scopeOfCondition(cursor, { table, joined: none, limited: none });
    return [{ kind: 'changeData', change: word === 'UPDATE' ? 'update' : 'delete', table, scope }];
  }
  const count = actions.get(word);
  if (count === undefined) cursor.fail('expected an action of ALTER TABLE');
  const strategies = strategiesIn(cursor, table);
  const words = actionWords(cursor, count);
  return [{ kind: 'executeSql', statementKind: `ALTER TABLE ${words}`, table }, ...strategies];
}

/** `ALGORITHM = COPY`, `LOCK = SHARED`. */
function readStrategy(cursor: TokenCursor, table: string): readonly OperationBody[] {
  const name = cursor.word();
  cursor.at += 1;
  cursor.take('=');
  const value = cursor.word();
  if (value === '') cursor.fail('expected a way to alter the table');
  cursor.at += 1;
  const own: readonly OperationBody[] = harmless.has(value)
    ? []
    : [{ kind: 'executeSql', statementKind: `ALTER TABLE ${name}=${value}`, table }];
  return [...own, ...strategiesIn(cursor, table)];
}

/** Options may also follow one another without a comma. */
function strategiesIn(cursor: TokenCursor, table: string): readonly OperationBody[] {
  const rest = cursor.fork();
  rest.until((token) => token.word === 'ALGORITHM' || token.word === 'LOCK');
  return rest.done ? [] : readStrategy(rest, table);
}
