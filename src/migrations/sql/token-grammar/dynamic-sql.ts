import type { Dialect } from '../../../model/migration.js';
import type { SqlToken } from '../../../syntax/sql/lexer.js';
import { quotedText } from '../../../syntax/sql/quoted-text.js';
import type { TokenCursor } from '../../../syntax/sql/token-cursor.js';

/** SQL text that a statement runs. */
export interface RunText {
  readonly sql: string;
  /** Where the text stands letter by letter; absent when it has escapes. */
  readonly start?: number;
  /** Whether it runs only under a condition that the statement computes. */
  readonly conditional: boolean;
}

/** What a statement runs. */
export interface RunSql {
  readonly texts: readonly RunText[];
  /** Why some of it is not known. */
  readonly dynamic?: string;
}

/** Statements of schema or data; what else a variable may hold (`SELECT 1`, `DO 0`) stands for "nothing to do". */
const changesSomething = /^\s*(?:ALTER|CREATE|DROP|RENAME|INSERT|UPDATE|DELETE|TRUNCATE|REPLACE|SET)\b/i;

/** Signs of a text that is put together from parts. */
const joiners: ReadonlySet<string> = new Set([
  'CONCAT',
  'CONCAT_WS',
  '+',
  '|',
  'REPLACE',
  'FORMAT',
  'GROUP_CONCAT',
]);

/**
 * Follows SQL that is run from strings and variables: PREPARE of MySQL (with the idiom `SET @s = (SELECT IF(…, 'SELECT 1', 'ALTER …'))`),
 * EXEC of SQL Server, EXECUTE IMMEDIATE of Oracle and MariaDB. Made anew for each text: variables live as long as it does.
 */
export class DynamicSql {
  readonly #dialect: Dialect;
  readonly #variables = new Map<string, RunSql>();

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  /** Takes note of a variable that a statement sets: `SET @s = …`, `DECLARE @s nvarchar(max) = …`, `SELECT @s = …`. */
  remember(statement: TokenCursor): void {
    if (!['SET', 'DECLARE', 'SELECT'].includes(statement.word())) return;
    const cursor = statement.fork();
    cursor.until((token) => token.kind === 'parameter');
    const variable = cursor.peek();
    cursor.until((token) => token.word === '=' || token.word === ':=' || token.word === ',');
    if (variable && (cursor.take('=') || cursor.take(':=')))
      this.#variables.set(cursor.written(variable).toLowerCase(), textsIn(cursor));
  }

  /** What the statement runs; undefined when it runs no text. */
  runBy(statement: TokenCursor): RunSql | undefined {
    const cursor = statement.fork();
    switch (this.#dialect) {
      case 'mysql':
      case 'mariadb':
        if (cursor.take('EXECUTE', 'IMMEDIATE')) return this.#valueAt(cursor);
        if (!cursor.take('PREPARE')) return undefined;
        cursor.at += 1;
        return cursor.take('FROM') ? this.#valueAt(cursor) : undefined;
      case 'sqlserver':
        if (!cursor.takeAny('EXEC', 'EXECUTE')) return undefined;
        return this.#executed(cursor);
      case 'oracle':
        return this.#immediate(cursor);
      default:
        return undefined;
    }
  }

  #executed(cursor: TokenCursor): RunSql | undefined {
    const list = cursor.group();
    if (list) return this.#valueAt(list);
    const procedure = cursor.qualifiedName()?.toLowerCase();
    return procedure?.endsWith('sp_executesql') === true
      ? this.#valueAt(cursor.items()[0] ?? cursor)
      : undefined;
  }

  /** Every EXECUTE IMMEDIATE of a block. */
  #immediate(cursor: TokenCursor): RunSql | undefined {
    if (!['BEGIN', 'DECLARE', 'EXECUTE'].includes(cursor.word())) return undefined;
    const texts: RunText[] = [];
    let dynamic = false;
    for (; !cursor.done; cursor.at += 1) {
      if (!cursor.sees('EXECUTE', 'IMMEDIATE')) continue;
      const token = cursor.peek(2);
      if (token?.kind === 'string' && cursor.word(3) !== '|') texts.push(runText(cursor, token, true));
      else dynamic = true;
    }
    if (!dynamic && texts.length === 0) return undefined;
    return { texts, ...(dynamic ? { dynamic: 'EXECUTE IMMEDIATE of an expression' } : {}) };
  }

  #valueAt(cursor: TokenCursor): RunSql {
    const token = cursor.peek();
    const single = cursor.peek(1) === undefined || ['USING', 'INTO', ','].includes(cursor.word(1));
    if (token?.kind === 'string' && single) return { texts: [runText(cursor, token, false)] };
    const known =
      token?.kind === 'parameter' && single
        ? this.#variables.get(cursor.written(token).toLowerCase())
        : undefined;
    return known ?? { texts: [], dynamic: 'it is put together when it runs' };
  }
}

function runText(cursor: TokenCursor, token: SqlToken, conditional: boolean): RunText {
  const { value, start, verbatim } = quotedText(cursor.text, token, cursor.lexis.backslashes);
  return { sql: value, conditional, ...(verbatim ? { start } : {}) };
}

/** The statements among the strings of an expression; one string alone is what the variable holds. */
function textsIn(expression: TokenCursor): RunSql {
  const tokens = expression.rest;
  if (tokens.some(({ word }) => joiners.has(word)))
    return { texts: [], dynamic: 'it is put together when it runs' };
  const conditional = tokens.length > 1;
  const texts = tokens
    .filter(({ kind }) => kind === 'string')
    .map((token) => runText(expression, token, conditional))
    .filter(({ sql }) => changesSomething.test(sql));
  return texts.length > 0 ? { texts } : { texts, dynamic: 'its text is not known' };
}
