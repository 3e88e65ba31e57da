import type { ColumnDefinition, Dialect, ForeignKeyTarget } from '../../../model/migration.js';
import type { SqlToken } from '../../../syntax/sql/lexer.js';
import type { TokenCursor } from '../../../syntax/sql/token-cursor.js';
import { composeType, partsOf, serialTypes } from '../column-type.js';
import { isNull, volatilityOf } from '../volatility.js';

/** Words that end a type or an expression in a column definition, because a clause of its own begins. */
const clauseWords: ReadonlySet<string> = new Set(
  (
    'NOT NULL DEFAULT AUTO_INCREMENT AUTOINCREMENT PRIMARY UNIQUE KEY REFERENCES CHECK GENERATED AS COLLATE CHARSET COMMENT ON CONSTRAINT ' +
    'VISIBLE INVISIBLE FIRST AFTER IDENTITY CODEC TTL MATERIALIZED ALIAS EPHEMERAL STATIC VIRTUAL PERSISTENT PERSISTED STORED STORAGE ' +
    'COLUMN_FORMAT ENABLE DISABLE ROWGUIDCOL SPARSE MASKED WITHOUT COMPRESSED SRID ENGINE_ATTRIBUTE FOR USING STATISTICS ASC DESC ' +
    'DEFERRABLE INITIALLY ENFORCED ENCRYPTED FILESTREAM HIDDEN'
  ).split(' '),
);

/** `CHARACTER SET x` is a clause, `CHARACTER VARYING` a type; `WITH TIME ZONE` belongs to the type, other WITH do not. */
function beginsClause(token: SqlToken, cursor: TokenCursor): boolean {
  if (token.word === 'CHARACTER') return cursor.word(1) === 'SET';
  if (token.word === 'WITH') return cursor.word(1) !== 'TIME' && cursor.word(1) !== 'LOCAL';
  return clauseWords.has(token.word);
}

/** A default or other expression: its first token always belongs to it, so that `DEFAULT NULL` is read. */
function readExpression(cursor: TokenCursor): string {
  const start = cursor.fork();
  if (!cursor.group()) cursor.at += 1;
  cursor.until((token) => token.word === ',' || beginsClause(token, cursor));
  const first = start.peek();
  const last = cursor.peek(-1) ?? start.peek(cursor.at - start.at - 1);
  return first && last ? cursor.text.slice(first.start, last.end) : '';
}

interface Draft {
  definition: ColumnDefinition;
  /** Whether NULL or NOT NULL was written. */
  saysNull: boolean;
  /** `DEFAULT NULL` was written: no default. */
  dropsDefault: boolean;
  position?: 'first' | 'after';
}

/** A column definition, with what its absence means elsewhere: MODIFY takes away what it does not repeat. */
export interface WrittenColumn {
  readonly definition: ColumnDefinition;
  readonly saysNull: boolean;
  readonly dropsDefault: boolean;
  /** FIRST or AFTER was written. */
  readonly position?: 'first' | 'after';
}

/**
 * Reads `name type constraints…` to the end of the cursor. Clauses that say nothing of the schema (COMMENT, AFTER, CODEC …) are
 * passed over. Columns of ClickHouse are not null unless their type says so.
 * @throws UnreadableSql when there is no name, or no type where the dialect wants one.
 */
export function readColumn(cursor: TokenCursor, dialect: Dialect): WrittenColumn {
  const name = cursor.expectName('the name of a column');
  const typeRange = cursor.until(beginsClause);
  const parts = typeRange.done ? undefined : partsOf(typeRange);
  const typeless = dialect === 'sqlite' || dialect === 'sqlserver' || dialect === 'oracle';
  if (!parts && !typeless && !cursor.sees('AS') && !cursor.sees('GENERATED')) cursor.fail('expected a type');
  const type = parts ? composeType(parts, dialect) : '';
  const notNull = dialect === 'clickhouse' && !/\bnullable\(/i.test(type);
  const draft: Draft = {
    definition: { name, ...numbered(type, dialect), ...(notNull ? { nullable: false } : {}) },
    saysNull: false,
    dropsDefault: false,
  };
  while (!cursor.done) readClause(cursor, draft, dialect);
  return draft;
}

/** SERIAL is a type of PostgreSQL and a shorthand of MySQL. */
function numbered(type: string, dialect: Dialect): Omit<ColumnDefinition, 'name'> {
  const integer = serialTypes.get(type);
  if (integer === undefined) return { type, nullable: true };
  return dialect === 'mysql' || dialect === 'mariadb'
    ? { type: 'bigint unsigned', nullable: false, generated: 'auto-increment', unique: true }
    : { type: integer, nullable: false, generated: 'serial' };
}

function readClause(cursor: TokenCursor, draft: Draft, dialect: Dialect): void {
  const set = (change: Partial<ColumnDefinition>): void => {
    draft.definition = { ...draft.definition, ...change };
  };
  if (cursor.take('NOT', 'NULL')) {
    draft.saysNull = true;
    set({ nullable: false });
  } else if (cursor.take('NULL')) draft.saysNull = true;
  else if (cursor.take('CONSTRAINT')) cursor.name();
  else if (cursor.take('PRIMARY')) {
    cursor.take('KEY');
    set({ primaryKey: true, nullable: false });
  } else if (cursor.take('UNIQUE')) {
    cursor.take('KEY');
    set({ unique: true });
  } else if (cursor.take('KEY')) set({ primaryKey: true, nullable: false });
  else if (cursor.take('AUTO_INCREMENT') || cursor.take('AUTOINCREMENT'))
    set({ generated: 'auto-increment', nullable: false });
  else if (cursor.take('IDENTITY')) {
    cursor.group();
    set({ generated: 'identity', nullable: false });
  } else if (cursor.take('DEFAULT')) {
    const expression = readExpression(cursor);
    if (expression === '') cursor.fail('expected the value of DEFAULT');
    if (isNull(expression)) draft.dropsDefault = true;
    else set({ default: { expression, volatility: volatilityOf(expression, dialect) } });
  } else if (cursor.take('REFERENCES')) set({ references: readReference(cursor) });
  else if (cursor.take('CHECK')) set({ check: joinChecks(draft.definition.check, readCheck(cursor)) });
  else if (cursor.take('COLLATE')) set({ collation: collationOf(cursor) });
  else if (cursor.sees('GENERATED') || cursor.sees('AS')) set(readGenerated(cursor));
  else if (cursor.takeAny('MATERIALIZED', 'ALIAS')) {
    // Computed columns of ClickHouse: written on insert, or when read.
    const virtual = cursor.word(-1) === 'ALIAS';
    readExpression(cursor);
    set({ generated: virtual ? 'virtual' : 'stored' });
  } else {
    if (cursor.sees('FIRST')) draft.position = 'first';
    if (cursor.sees('AFTER')) draft.position = 'after';
    skipClause(cursor);
  }
}

/** Clauses without a meaning for the schema; `COMMENT 'x'`, `AFTER y`, `ON UPDATE z`, `CHARACTER SET u`. */
function skipClause(cursor: TokenCursor): void {
  const word = cursor.word();
  cursor.at += 1;
  if (word === 'COMMENT' || word === 'AFTER' || word === 'CHARSET') cursor.at += 1;
  else if (word === 'CHARACTER') cursor.at += 2;
  else if (word === 'ON') {
    cursor.takeAny('UPDATE', 'DELETE', 'CONFLICT');
    readExpression(cursor);
  } else if (!cursor.group()) cursor.take('=');
}

function collationOf(cursor: TokenCursor): string {
  return cursor.qualifiedName() ?? cursor.string() ?? cursor.fail('expected a collation');
}

function joinChecks(one: string | undefined, other: string): string {
  return one === undefined ? other : `(${one}) AND (${other})`;
}

/** The condition of a CHECK whose word was just passed. ClickHouse writes it without parentheses. */
export function readCheck(cursor: TokenCursor): string {
  const group = cursor.group();
  if (group && (cursor.done || cursor.peek()?.kind === 'word' || cursor.sees(','))) return group.source;
  return readExpression(cursor);
}

function readGenerated(cursor: TokenCursor): Partial<ColumnDefinition> {
  if (cursor.take('GENERATED')) {
    if (!cursor.take('ALWAYS')) cursor.take('BY', 'DEFAULT');
    cursor.take('ON', 'NULL');
  }
  if (!cursor.take('AS')) return {};
  if (cursor.take('IDENTITY')) {
    cursor.group();
    return { generated: 'identity', nullable: false };
  }
  if (cursor.take('ROW')) {
    // Columns of a period of system versioning: the engine fills them.
    cursor.takeAny('START', 'END');
    return { nullable: false };
  }
  if (!cursor.group()) readExpression(cursor);
  const kind = cursor.takeAny('STORED', 'VIRTUAL', 'PERSISTENT', 'PERSISTED');
  return { generated: kind === undefined || kind === 'VIRTUAL' ? 'virtual' : 'stored' };
}

/** What stands behind REFERENCES. NO ACTION, the default, is left out also where it is written. */
export function readReference(cursor: TokenCursor): ForeignKeyTarget {
  const table = cursor.expectQualifiedName('the referenced table');
  const columns = (cursor.group()?.items() ?? []).flatMap((item) => item.name() ?? []);
  let onDelete: string | undefined;
  let onUpdate: string | undefined;
  for (;;) {
    if (cursor.take('ON', 'DELETE')) onDelete = readAction(cursor);
    else if (cursor.take('ON', 'UPDATE')) onUpdate = readAction(cursor);
    else if (cursor.take('MATCH')) cursor.at += 1;
    else break;
  }
  return {
    table,
    columns,
    ...(onDelete === undefined ? {} : { onDelete }),
    ...(onUpdate === undefined ? {} : { onUpdate }),
  };
}

function readAction(cursor: TokenCursor): string | undefined {
  if (cursor.take('NO', 'ACTION')) return undefined;
  if (cursor.take('SET'))
    return `SET ${cursor.takeAny('NULL', 'DEFAULT') ?? cursor.fail('expected NULL or DEFAULT')}`;
  return cursor.takeAny('CASCADE', 'RESTRICT') ?? cursor.fail('expected a referential action');
}
