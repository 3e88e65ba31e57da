import type { Confidence } from '../../model/confidence.js';
import { lexisOf } from '../../syntax/sql/lexis.js';
import { splitSql } from '../../syntax/sql/splitter.js';
import { TokenCursor } from '../../syntax/sql/token-cursor.js';
import { asideProblem } from './asides.js';
import type { RangeReading } from './asides.js';
import { explainSqlDialect } from './guess-dialect.js';
import { readPostgresql } from './postgresql/read-statements.js';
import type { StatementReading } from './statement-reading.js';
import { readPlain } from './token-grammar/plain-statements.js';
import { readByTokens } from './token-grammar/read-statements.js';

/**
 * Reads SQL text whose dialect nobody knows. Syntax that only one dialect has decides; then everything is at most of medium
 * confidence. Where nothing tells, each statement is tried with PostgreSQL's grammar (medium), then by its tokens, which read what the
 * other dialects share (low); what neither takes is opaque.
 */
export async function readUnknown(text: string, start: number, end: number): Promise<RangeReading> {
  const guess = explainSqlDialect(text.slice(start, end))?.dialect;
  if (guess !== undefined) {
    const reading =
      guess === 'postgresql' ? await readPostgresql(text, start, end) : readByTokens(text, start, end, guess);
    return { ...reading, statements: reading.statements.map((statement) => atMost(statement, 'medium')) };
  }
  const { pieces, asides } = splitSql(text, 'unknown', start, end);
  const statements: StatementReading[] = [];
  for (const piece of pieces) {
    const read = await readPostgresql(text, piece.start, piece.end);
    const whole = read.statements.length > 0 && read.statements.every(isRead);
    const byTokens = whole
      ? undefined
      : readPlain(new TokenCursor(text, lexisOf('unknown'), piece.tokens), 'unknown');
    if (byTokens && isRead(byTokens)) statements.push(atMost(byTokens, 'low'));
    else statements.push(...read.statements.map((statement) => atMost(statement, 'medium')));
  }
  return { statements, problems: asides.flatMap((aside) => asideProblem(text, aside)) };
}

function isRead({ problems }: StatementReading): boolean {
  return problems.every(({ reason }) => reason === 'dynamic');
}

const rank: Readonly<Record<Confidence, number>> = { high: 2, medium: 1, low: 0 };

function atMost(statement: StatementReading, most: Confidence): StatementReading {
  const effects = statement.effects.map((effect) =>
    rank[effect.confidence] > rank[most] ? { ...effect, confidence: most } : effect,
  );
  return { ...statement, effects };
}
