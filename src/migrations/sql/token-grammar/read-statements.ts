import type { Dialect } from '../../../model/migration.js';
import { lexisOf } from '../../../syntax/sql/lexis.js';
import { splitSql } from '../../../syntax/sql/splitter.js';
import { TokenCursor } from '../../../syntax/sql/token-cursor.js';
import { asideProblem } from '../asides.js';
import type { RangeReading } from '../asides.js';
import { restoreReading } from '../restore-templates.js';
import type { StatementReading } from '../statement-reading.js';
import { maskTemplates } from '../templates.js';
import { readCalled, readRun } from './inner-statements.js';
import { readPlain, unreadable } from './plain-statements.js';
import { newSession } from './session.js';
import type { SqlSession } from './session.js';

/**
 * The statements of a range of SQL text, read by their tokens: for every dialect but PostgreSQL's own. SQL that statements run
 * (PREPARE, EXEC, EXECUTE IMMEDIATE, CALL of a procedure of the same text) is looked into, one level deep.
 */
export function readByTokens(text: string, start: number, end: number, dialect: Dialect): RangeReading {
  const masked = maskTemplates(text, start, end, dialect);
  const shown = masked?.text ?? text;
  const { pieces, asides } = splitSql(shown, dialect, start, end);
  const session = newSession(dialect);
  const statements = pieces.map((piece) => {
    const cursor = new TokenCursor(shown, lexisOf(dialect), piece.tokens);
    const reading = readInSession(cursor, dialect, session, text);
    const templated = masked?.touches(piece.start, piece.end) === true;
    return templated ? restoreReading(reading, masked, text) : reading;
  });
  return { statements, problems: asides.flatMap((aside) => asideProblem(text, aside)) };
}

function readInSession(
  statement: TokenCursor,
  dialect: Dialect,
  session: SqlSession,
  original: string,
): StatementReading {
  const own = readPlain(statement, dialect, original);
  if (own.problems.length > 0) return own;
  try {
    session.dynamic.remember(statement);
    session.procedures.remember(statement);
    const called = session.procedures.calledBy(statement);
    if (called) return readCalled(called, own, dialect, session);
    const run = session.dynamic.runBy(statement);
    return run ? readRun(run, own, statement.text, dialect) : own;
  } catch (error) {
    return unreadable(error, statement, original);
  }
}
