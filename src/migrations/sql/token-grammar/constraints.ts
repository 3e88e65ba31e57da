import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { TokenCursor } from '../../../syntax/sql/token-cursor.js';
import { volatilityOf } from '../volatility.js';
import { readCheck, readReference } from './columns.js';
import { indexColumns } from './indexes.js';

/** How a constraint is added: SQL Server's WITH NOCHECK leaves the rows that are there unproved. */
export interface AddMode {
  readonly notValid?: boolean;
}

/**
 * Reads a constraint, index or key of a table: an element of CREATE TABLE or what stands behind ADD. Undefined, and the cursor
 * stays, when it is none of them but a column.
 */
export function readTableConstraint(
  cursor: TokenCursor,
  table: string,
  dialect: Dialect,
  mode: AddMode = {},
): OperationBody | undefined {
  const name = readConstraintName(cursor);
  const named = { table, ...(name === undefined ? {} : { constraint: name }) };
  const notValid = mode.notValid === true ? { notValid: true } : {};
  if (cursor.take('PRIMARY', 'KEY')) {
    return { kind: 'addPrimaryKey', ...named, ...readKey(cursor, dialect) };
  }
  if (cursor.sees('UNIQUE')) return readUnique(cursor, table, name, dialect);
  if (cursor.take('FOREIGN', 'KEY')) {
    cursor.take('IF', 'NOT', 'EXISTS');
    const index = cursor.sees('(') ? undefined : cursor.name();
    const columns = names(cursor.group() ?? cursor.fail('expected the columns of the foreign key'));
    cursor.expect('REFERENCES');
    const references = readReference(cursor);
    // MySQL takes the index name for the constraint's when that has none.
    const constraint = name === undefined && index !== undefined ? { constraint: index } : {};
    return {
      kind: 'addForeignKey',
      ...named,
      ...constraint,
      columns,
      references,
      ...notValid,
      ...ending(cursor),
    };
  }
  if (cursor.sees('CHECK') && (cursor.word(1) === '(' || name !== undefined)) {
    cursor.at += 1;
    cursor.take('NOT', 'FOR', 'REPLICATION');
    return {
      kind: 'addCheck',
      ...named,
      columns: [],
      expression: readCheck(cursor),
      ...notValid,
      ...ending(cursor),
    };
  }
  if (cursor.sees('EXCLUDE')) return { kind: 'addExclusion', ...named, columns: [] };
  if (name !== undefined && cursor.take('NOT', 'NULL'))
    return {
      kind: 'setNotNull',
      table,
      column: cursor.expectName('the name of a column'),
      ...ending(cursor),
    };
  if (cursor.take('DEFAULT')) return readNamedDefault(cursor, table, dialect);
  if (name !== undefined) cursor.fail('expected a constraint');
  return readIndexElement(cursor, table, dialect);
}

/** The name behind CONSTRAINT; empty names (`CONSTRAINT PRIMARY KEY`) are MySQL's. */
function readConstraintName(cursor: TokenCursor): string | undefined {
  if (!cursor.take('CONSTRAINT')) return undefined;
  cursor.take('IF', 'NOT', 'EXISTS');
  return ['PRIMARY', 'UNIQUE', 'FOREIGN', 'CHECK'].includes(cursor.word())
    ? undefined
    : cursor.expectName('the name of the constraint');
}

/** NOT VALID and NOT ENFORCED at the end of a constraint. */
function ending(cursor: TokenCursor): { notValid?: boolean } {
  const rest = cursor.rest.map(({ word }) => word).join(' ');
  return /\bNOT (?:VALID|ENFORCED)\b|\bNOVALIDATE\b/.test(rest) ? { notValid: true } : {};
}

/** `[CLUSTERED] [USING method] (columns)` or `USING INDEX name`. */
function readKey(
  cursor: TokenCursor,
  dialect: Dialect,
): { readonly columns: readonly string[]; readonly usingIndex?: string } {
  cursor.takeAny('CLUSTERED', 'NONCLUSTERED');
  if (cursor.take('USING', 'INDEX')) return { columns: [], usingIndex: cursor.expectName('an index') };
  if (cursor.take('USING')) cursor.name();
  else if (!cursor.sees('(')) cursor.name();
  if (cursor.take('USING')) cursor.name();
  const list = cursor.group();
  if (!list) return dialect === 'clickhouse' ? { columns: [cursor.source] } : cursor.fail('expected columns');
  return { columns: dialect === 'cassandra' ? flatNames(list) : indexColumns(list) };
}

/** `PRIMARY KEY ((a, b), c)`: the partition key and the clustering columns together. */
function flatNames(list: TokenCursor): readonly string[] {
  return list.items().flatMap((item) => {
    const group = item.group();
    return group ? names(group) : (item.name() ?? []);
  });
}

/** The names of a column list. */
export function names(list: TokenCursor): readonly string[] {
  return list.items().map((item) => item.expectName('the name of a column'));
}

/** `UNIQUE (a)`, `CONSTRAINT u UNIQUE (a)` are constraints; MySQL's `UNIQUE KEY u (a)` is an index. */
function readUnique(
  cursor: TokenCursor,
  table: string,
  constraint: string | undefined,
  dialect: Dialect,
): OperationBody {
  cursor.expect('UNIQUE');
  cursor.takeAny('KEY', 'INDEX');
  if (cursor.take('NULLS')) cursor.take('NOT');
  cursor.take('DISTINCT');
  cursor.take('IF', 'NOT', 'EXISTS');
  cursor.takeAny('CLUSTERED', 'NONCLUSTERED');
  const beforeUsing = cursor.sees('(') || cursor.sees('USING');
  const index = beforeUsing ? undefined : cursor.name();
  const key = readKey(cursor, dialect);
  if (index === undefined || constraint !== undefined)
    return { kind: 'addUnique', table, ...(constraint === undefined ? {} : { constraint }), ...key };
  return { kind: 'createIndex', table, index, columns: key.columns, unique: true, concurrently: false };
}

/** SQL Server: `CONSTRAINT name DEFAULT (value) FOR column`. */
function readNamedDefault(cursor: TokenCursor, table: string, dialect: Dialect): OperationBody {
  const expression = cursor.until((token) => token.word === 'FOR').source;
  cursor.expect('FOR');
  const column = cursor.expectName('the column of the default');
  return {
    kind: 'setDefault',
    table,
    column,
    default: { expression, volatility: volatilityOf(expression, dialect) },
  };
}

/** In a dialect that is not known, `key varchar(255)` and `key integer` are columns. */
function isTyped(cursor: TokenCursor): boolean {
  if (cursor.word(1) === '(' || cursor.word(1) === 'IF' || cursor.word(2) === 'USING') return false;
  return cursor.word(2) !== '(' || cursor.peek(3)?.kind === 'number';
}

/** MySQL's `[FULLTEXT | SPATIAL] INDEX | KEY name (columns)`, SQL Server's `INDEX name (columns)`, ClickHouse's `INDEX name expression TYPE …`. */
function readIndexElement(cursor: TokenCursor, table: string, dialect: Dialect): OperationBody | undefined {
  // In SQLite and CQL `key` and `index` are names of columns like any other.
  if (dialect === 'sqlite' || dialect === 'cassandra' || dialect === 'oracle') return undefined;
  const kind = cursor.sees('FULLTEXT') || cursor.sees('SPATIAL') ? cursor.word() : undefined;
  const ahead = kind === undefined ? 0 : 1;
  const word = cursor.word(ahead);
  const isIndex = word === 'INDEX' || (word === 'KEY' && dialect !== 'sqlserver' && dialect !== 'clickhouse');
  if (!isIndex && kind === undefined) return undefined;
  if (kind === undefined && dialect === 'unknown' && isTyped(cursor)) return undefined;
  cursor.at += isIndex ? ahead + 1 : ahead;
  const guarded = cursor.take('IF', 'NOT', 'EXISTS');
  const index =
    cursor.sees('(') || cursor.sees('USING') ? undefined : cursor.expectName('the name of the index');
  const unique = cursor.take('UNIQUE');
  cursor.takeAny('CLUSTERED', 'NONCLUSTERED');
  let method = cursor.take('USING') ? cursor.name() : undefined;
  const list = cursor.group();
  const columns = list
    ? indexColumns(list)
    : dialect === 'clickhouse'
      ? [cursor.until((token) => token.word === 'TYPE').source]
      : cursor.fail('expected the columns of the index');
  if (cursor.take('USING')) method = cursor.name();
  const named = (kind ?? method)?.toLowerCase();
  return {
    kind: 'createIndex',
    table,
    ...(index === undefined ? {} : { index }),
    columns,
    unique,
    concurrently: false,
    ...(named === undefined ? {} : { method: named }),
    ...(guarded ? { guarded: true } : {}),
  };
}
