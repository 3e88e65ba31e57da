import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { TokenCursor } from '../../../syntax/sql/token-cursor.js';

/** The columns of an index or key: names without prefix length and order; an expression stands for itself. */
export function indexColumns(list: TokenCursor): readonly string[] {
  return list.items().map((item) => {
    const cursor = item.fork();
    const name = cursor.name();
    const length = cursor.group();
    const prefix = length === undefined || length.peek()?.kind === 'number';
    if (cursor.take('COLLATE')) cursor.name();
    cursor.takeAny('ASC', 'DESC');
    const opclass = cursor.peek()?.kind === 'word' && cursor.peek(1) === undefined;
    if (name !== undefined && prefix && (cursor.done || opclass)) return name;
    return item.fork().until((token) => ['ASC', 'DESC', 'NULLS'].includes(token.word)).source;
  });
}

/** CREATE INDEX; the cursor stands behind CREATE. Undefined when another kind of object is created. */
export function readCreateIndex(cursor: TokenCursor, dialect: Dialect): OperationBody | undefined {
  const words = cursor.fork();
  const found = new Set<string>();
  for (let word = kindWord(words); word !== undefined; word = kindWord(words)) found.add(word);
  if (!words.take('INDEX')) return undefined;
  cursor.at = words.at;
  const concurrently = cursor.take('CONCURRENTLY');
  const guarded = cursor.take('IF', 'NOT', 'EXISTS');
  const index = cursor.sees('ON') ? undefined : cursor.expectQualifiedName('the name of the index');
  let method = cursor.take('USING') ? cursor.name() : undefined;
  cursor.expect('ON');
  const onlyParent = cursor.take('ONLY');
  const table = cursor.expectQualifiedName('the table of the index');
  if (cursor.take('USING')) method = cursor.name();
  const list = cursor.group();
  if (!list && dialect !== 'clickhouse' && !found.has('COLUMNSTORE'))
    cursor.fail('expected the columns of the index');
  const where = conditionOf(cursor);
  const kind = ['FULLTEXT', 'SPATIAL', 'BITMAP', 'COLUMNSTORE'].find((word) => found.has(word));
  const named = kind?.toLowerCase() ?? method?.toLowerCase();
  return {
    kind: 'createIndex',
    table,
    ...(index === undefined ? {} : { index }),
    columns: list ? indexColumns(list) : [],
    unique: found.has('UNIQUE'),
    concurrently: concurrently || buildsOnline(cursor),
    ...(named === undefined ? {} : { method: named }),
    ...(where === undefined ? {} : { where }),
    ...(onlyParent ? { onlyParent: true } : {}),
    ...(guarded ? { guarded: true } : {}),
  };
}

function kindWord(cursor: TokenCursor): string | undefined {
  return cursor.takeAny(
    'UNIQUE',
    'FULLTEXT',
    'SPATIAL',
    'CLUSTERED',
    'NONCLUSTERED',
    'COLUMNSTORE',
    'BITMAP',
    'CUSTOM',
    'PRIMARY',
    'XML',
  );
}

/** The condition of a partial index; what stands around it is left. */
function conditionOf(cursor: TokenCursor): string | undefined {
  const rest = cursor.fork();
  rest.until((token) => token.word === 'WHERE');
  if (!rest.take('WHERE')) return undefined;
  return rest.until((token) => token.word === 'WITH').source;
}

/** `WITH (ONLINE = ON)` of SQL Server and `ONLINE` of Oracle: the table stays writable, as with CONCURRENTLY. */
export function buildsOnline(cursor: TokenCursor): boolean {
  return cursor.rest.some((token, index, rest) => {
    if (token.word !== 'ONLINE') return false;
    return rest[index + 1]?.word !== '=' || rest[index + 2]?.word === 'ON';
  });
}

/** DROP INDEX; the cursor stands behind INDEX. SQL Server drops several, and may write `table.index`. */
export function readDropIndex(cursor: TokenCursor, dialect: Dialect): readonly OperationBody[] {
  const concurrently = cursor.take('CONCURRENTLY');
  const guarded = cursor.take('IF', 'EXISTS');
  return cursor.items().map((item) => {
    const name = item.expectQualifiedName('the name of the index');
    const named = item.take('ON') ? item.expectQualifiedName('the table of the index') : undefined;
    const dot = dialect === 'sqlserver' && named === undefined ? name.lastIndexOf('.') : -1;
    const table = dot === -1 ? named : name.slice(0, dot);
    const cascade = item.take('CASCADE');
    return {
      kind: 'dropIndex',
      index: name.slice(dot + 1),
      concurrently: concurrently || buildsOnline(item),
      ...(cascade ? { cascade: true } : {}),
      ...(table === undefined ? {} : { table }),
      ...(guarded ? { guarded: true } : {}),
    };
  });
}
