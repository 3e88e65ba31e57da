import type { Dialect } from '../../../model/migration.js';
import { lexisOf } from '../../../syntax/sql/lexis.js';
import { splitSql } from '../../../syntax/sql/splitter.js';
import type { SqlPiece } from '../../../syntax/sql/splitter.js';
import { TokenCursor, UnreadableSql } from '../../../syntax/sql/token-cursor.js';
import { asideProblem } from '../asides.js';
import type { RangeReading } from '../asides.js';
import { restoreReading } from '../restore-templates.js';
import { opaque } from '../statement-reading.js';
import type { StatementReading } from '../statement-reading.js';
import { maskTemplates } from '../templates.js';
import { readStatementByTokens } from './statement.js';

/** The statements of a range of SQL text, read by their tokens: for every dialect but PostgreSQL's own. */
export function readByTokens(text: string, start: number, end: number, dialect: Dialect): RangeReading {
  const masked = maskTemplates(text, start, end);
  const shown = masked?.text ?? text;
  const { pieces, asides } = splitSql(shown, dialect, start, end);
  const statements = pieces.map((piece) => {
    const reading = readPiece(shown, piece, dialect);
    return masked?.touches(piece.start, piece.end) === true ? restoreReading(reading, masked) : reading;
  });
  return { statements, problems: asides.flatMap((aside) => asideProblem(text, aside)) };
}

function readPiece(text: string, { start, end, tokens }: SqlPiece, dialect: Dialect): StatementReading {
  const confidence = dialect === 'mysql' || dialect === 'mariadb' || dialect === 'sqlite' ? 'high' : 'medium';
  try {
    const bodies = readStatementByTokens(new TokenCursor(text, lexisOf(dialect), tokens), dialect);
    return { start, end, effects: bodies.map((body) => ({ body, confidence })), problems: [] };
  } catch (error) {
    if (!(error instanceof UnreadableSql)) throw error;
    return {
      start,
      end,
      effects: [opaque(error.message, text.slice(start, end))],
      problems: [{ offset: error.offset, reason: 'parse-error', detail: error.message }],
    };
  }
}
