import type { OperationBody } from '../../model/migration.js';
import type { SqlToken } from '../../syntax/sql/lexer.js';
import type { TokenCursor } from '../../syntax/sql/token-cursor.js';
import { isLimited, scopeOfCondition, widest } from './data-scope.js';
import type { DataScope } from './data-scope.js';

type DataChange = Extract<OperationBody, { kind: 'changeData' }>;

/** Words that end the part before them, at the level of the statement. */
const clauseEnds: ReadonlySet<string> = new Set(['RETURNING', 'OPTION', 'OUTPUT']);

/** Sources of rows by name: joined ones, and among them those that give few rows. */
interface Sources {
  readonly joined: Set<string>;
  readonly limited: Set<string>;
}

/**
 * The changes of data that a statement makes, in the order in which its text names them: INSERT, UPDATE, DELETE, REPLACE, MERGE,
 * with the data-modifying parts of its WITH first. Empty for a SELECT without any. Works on tokens, the same for every dialect.
 * @throws UnreadableSql when the statement is none of SQL's.
 */
export function readDataChanges(statement: TokenCursor): readonly OperationBody[] {
  const cursor = statement.fork();
  const changes: OperationBody[] = [];
  const limited = new Set<string>();
  if (cursor.take('WITH')) readCommonTables(cursor, changes, limited);
  const change = readChange(cursor, { joined: new Set(limited), limited });
  return [...changes, ...change];
}

function readCommonTables(cursor: TokenCursor, changes: OperationBody[], limited: Set<string>): void {
  cursor.take('RECURSIVE');
  do {
    const name = cursor.expectName('the name of a WITH query').toLowerCase();
    cursor.group();
    cursor.expect('AS');
    cursor.take('NOT');
    cursor.take('MATERIALIZED');
    const query = cursor.group() ?? cursor.fail('expected a query in parentheses');
    const change = readChange(query.fork(), { joined: new Set(limited), limited });
    changes.push(...change);
    if (
      query.sees('VALUES') ||
      isLimited(query) ||
      change.some((part) => part.kind === 'changeData' && part.scope === 'by-key')
    )
      limited.add(name);
    cursor.until((token) => token.word === ',' || statementWords.has(token.word));
  } while (cursor.take(','));
}

const statementWords: ReadonlySet<string> = new Set([
  'SELECT',
  'INSERT',
  'UPDATE',
  'DELETE',
  'MERGE',
  'REPLACE',
  'VALUES',
]);

function readChange(cursor: TokenCursor, sources: Sources): readonly DataChange[] {
  switch (cursor.word()) {
    case 'INSERT':
    case 'REPLACE':
      return [readInsert(cursor, sources)];
    case 'UPDATE':
      return [readUpdate(cursor, sources)];
    case 'DELETE':
      return [readDelete(cursor, sources)];
    case 'MERGE':
      return readMerge(cursor);
    default:
      return [];
  }
}

function readInsert(cursor: TokenCursor, sources: Sources): DataChange {
  cursor.at += 1;
  if (cursor.take('OR')) cursor.at += 1;
  while (cursor.takeAny('LOW_PRIORITY', 'HIGH_PRIORITY', 'DELAYED', 'IGNORE', 'OVERWRITE', 'ALL', 'FIRST'));
  cursor.take('INTO');
  cursor.take('TABLE');
  const table = cursor.expectQualifiedName('the table of INSERT');
  const query = cursor.fork();
  query.until((token) => rowWords.has(token.word));
  if (query.done) {
    const grouped = groupedSelect(cursor);
    if (grouped) return change('insert', table, scopeOfSelect(grouped, sources));
    cursor.fail('expected VALUES, SELECT or DEFAULT VALUES');
  }
  if (query.sees('WITH')) {
    query.at += 1;
    readCommonTables(query, [], sources.limited);
  }
  return change('insert', table, query.sees('SELECT') ? scopeOfSelect(query, sources) : 'by-key');
}

/** Where the rows of an INSERT begin. */
const rowWords: ReadonlySet<string> = new Set(
  'SELECT WITH VALUES VALUE SET TABLE DEFAULT EXEC EXECUTE FORMAT JSON'.split(' '),
);

/** `INSERT INTO t (a) (SELECT …)`. */
function groupedSelect(cursor: TokenCursor): TokenCursor | undefined {
  const walk = cursor.fork();
  while (!walk.done) {
    const group = walk.group();
    if (group?.sees('SELECT')) return group;
    if (!group) walk.at += 1;
  }
  return undefined;
}

/** The rows that a SELECT hands on, the widest of its UNION arms. */
function scopeOfSelect(select: TokenCursor, sources: Sources): DataScope {
  if (isLimited(select)) return 'by-key';
  const scopes: DataScope[] = [];
  const cursor = select.fork();
  while (!cursor.done) {
    const arm = cursor.until((token) => ['UNION', 'EXCEPT', 'INTERSECT'].includes(token.word));
    scopes.push(scopeOfArm(arm, sources));
    if (!cursor.takeAny('UNION', 'EXCEPT', 'INTERSECT')) break;
    cursor.takeAny('ALL', 'DISTINCT');
  }
  return widest(scopes);
}

function scopeOfArm(select: TokenCursor, sources: Sources): DataScope {
  const cursor = select.fork();
  cursor.until((token) => token.word === 'FROM');
  if (!cursor.take('FROM') || cursor.sees('DUAL')) return 'by-key';
  const from = cursor.until(isConditionWord);
  const names = sourcesOf(from, sources);
  const first = from.fork();
  const table = first.qualifiedName() ?? '';
  if (first.sees('(') && table === '' && first.group()?.sees('VALUES')) return 'by-key';
  if (sources.limited.has(table.toLowerCase())) return 'by-key';
  return cursor.take('WHERE') ? scopeOfCondition(conditionOf(cursor), { table, ...names }) : 'all';
}

function readUpdate(cursor: TokenCursor, sources: Sources): DataChange {
  cursor.at += 1;
  if (cursor.take('OR')) cursor.at += 1;
  while (cursor.takeAny('LOW_PRIORITY', 'IGNORE', 'ONLY'));
  const top = cursor.take('TOP') && cursor.group() !== undefined;
  const table = cursor.expectQualifiedName('the table of UPDATE');
  const joins = cursor.until((token) => token.word === 'SET');
  cursor.expect('SET');
  cursor.until((token) => token.word === 'FROM' || isConditionWord(token));
  const from = cursor.take('FROM') ? cursor.until(isConditionWord) : undefined;
  const scope = top ? 'by-key' : scopeOfRest(cursor, table, sourcesOf(from ?? joins, sources));
  return change('update', from ? behindAlias(from, table) : table, scope);
}

/** SQL Server's `UPDATE o SET … FROM orders o` names the table in FROM. */
function behindAlias(from: TokenCursor, name: string): string {
  const cursor = from.fork();
  const table = cursor.qualifiedName();
  return table !== undefined && isAlias(cursor, name) ? table : name;
}

function readDelete(cursor: TokenCursor, sources: Sources): DataChange {
  cursor.at += 1;
  while (cursor.takeAny('LOW_PRIORITY', 'QUICK', 'IGNORE'));
  const top = cursor.take('TOP') && cursor.group() !== undefined;
  const named = cursor.sees('FROM') ? undefined : cursor.expectQualifiedName('the table of DELETE');
  cursor.until((token) => token.word === 'FROM' || isConditionWord(token));
  cursor.take('FROM');
  cursor.take('ONLY');
  const from = cursor.until(isConditionWord);
  const walk = from.fork();
  const first = walk.qualifiedName();
  const table = named === undefined || isAlias(walk, named) ? (first ?? named) : named;
  if (table === undefined) cursor.fail('expected the table of DELETE');
  const using = from.fork();
  using.until((token) => token.word === 'USING' || token.word === 'JOIN');
  return change('delete', table, top ? 'by-key' : scopeOfRest(cursor, table, sourcesOf(using, sources)));
}

/** MySQL's `DELETE o FROM orders o JOIN …`. */
function isAlias(behindTable: TokenCursor, name: string): boolean {
  behindTable.take('AS');
  return behindTable.name() === name;
}

function readMerge(cursor: TokenCursor): readonly DataChange[] {
  cursor.at += 1;
  cursor.take('INTO');
  cursor.take('ONLY');
  const table = cursor.expectQualifiedName('the table of MERGE');
  const found = new Set<'insert' | 'update' | 'delete'>();
  for (let previous = ''; !cursor.done; cursor.at += 1) {
    const word = cursor.word();
    if (previous === 'THEN' && word === 'INSERT') found.add('insert');
    if (previous === 'THEN' && word === 'UPDATE') found.add('update');
    if (previous === 'THEN' && word === 'DELETE') found.add('delete');
    previous = word;
  }
  return [...found].map((kind) => change(kind, table, 'filtered'));
}

/** The scope that WHERE and LIMIT leave at the end of UPDATE and DELETE. */
function scopeOfRest(cursor: TokenCursor, table: string, sources: Sources): DataScope {
  if (isLimited(cursor)) return 'by-key';
  return cursor.take('WHERE') ? scopeOfCondition(conditionOf(cursor), { table, ...sources }) : 'all';
}

function isConditionWord(token: SqlToken): boolean {
  return token.word === 'WHERE' || token.word === 'LIMIT' || isEnd(token);
}

function isEnd(token: SqlToken): boolean {
  return clauseEnds.has(token.word) || ['ORDER', 'GROUP', 'HAVING', 'WINDOW'].includes(token.word);
}

function conditionOf(cursor: TokenCursor): TokenCursor {
  return cursor.until((token) => isEnd(token) || token.word === 'LIMIT' || token.word === 'ON');
}

/** Names and aliases of a FROM clause; sub-selects with a LIMIT are limited under their alias. */
function sourcesOf(from: TokenCursor, known: Sources): Sources {
  const joined = new Set(known.joined);
  const limited = new Set(known.limited);
  const cursor = from.fork();
  let few = false;
  while (!cursor.done) {
    const query = cursor.group();
    if (query) {
      few = query.sees('SELECT') && isLimited(query);
      continue;
    }
    const name = cursor.qualifiedName()?.toLowerCase();
    if (name === undefined) {
      if (cursor.sees(',')) few = false;
      cursor.at += 1;
      continue;
    }
    joined.add(name);
    if (few || limited.has(name)) limited.add(name);
    if (limited.has(name)) few = true;
  }
  return { joined, limited };
}

function change(kind: DataChange['change'], table: string, scope: DataScope): DataChange {
  return { kind: 'changeData', change: kind, table, scope };
}
