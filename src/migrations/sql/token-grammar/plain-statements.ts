import type { Confidence } from '../../../model/confidence.js';
import type { Dialect } from '../../../model/migration.js';
import { lexisOf } from '../../../syntax/sql/lexis.js';
import { splitSql } from '../../../syntax/sql/splitter.js';
import { TokenCursor, UnreadableSql } from '../../../syntax/sql/token-cursor.js';
import { asideProblem } from '../asides.js';
import type { RangeReading } from '../asides.js';
import { opaque } from '../statement-reading.js';
import type { StatementReading } from '../statement-reading.js';
import { readStatementByTokens } from './statement.js';

/** The statements of a text, each by itself: SQL that they run is not looked into. */
export function readPlainText(text: string, dialect: Dialect): RangeReading {
  const { pieces, asides } = splitSql(text, dialect);
  const lexis = lexisOf(dialect);
  return {
    statements: pieces.map(({ tokens }) => readPlain(new TokenCursor(text, lexis, tokens), dialect)),
    problems: asides.flatMap((aside) => asideProblem(text, aside)),
  };
}

/**
 * One statement by itself; the cursor stays. One that is not understood is opaque. `original` is the text before placeholders were
 * masked, for messages.
 */
export function readPlain(
  statement: TokenCursor,
  dialect: Dialect,
  original = statement.text,
): StatementReading {
  const tokens = statement.rest;
  const start = tokens[0]?.start ?? 0;
  const end = tokens.at(-1)?.end ?? start;
  try {
    const confidence = confidenceIn(dialect);
    const effects = readStatementByTokens(statement.fork(), dialect).map((body) => ({ body, confidence }));
    return { start, end, effects, problems: [] };
  } catch (error) {
    return unreadable(error, statement, original);
  }
}

/** The reading of a statement that could not be read; an error of another kind is thrown on. */
export function unreadable(error: unknown, statement: TokenCursor, original: string): StatementReading {
  if (!(error instanceof UnreadableSql)) throw error;
  const tokens = statement.rest;
  const start = tokens[0]?.start ?? 0;
  const end = tokens.at(-1)?.end ?? start;
  const detail = error.messageIn(original);
  return {
    start,
    end,
    effects: [opaque(detail, original.slice(start, end))],
    problems: [{ offset: error.offset, reason: 'parse-error', detail }],
  };
}

/** The grammar is made for MySQL, MariaDB and SQLite; of other dialects it knows what they share with these. */
function confidenceIn(dialect: Dialect): Confidence {
  if (dialect === 'mysql' || dialect === 'mariadb' || dialect === 'sqlite') return 'high';
  return dialect === 'unknown' ? 'low' : 'medium';
}
