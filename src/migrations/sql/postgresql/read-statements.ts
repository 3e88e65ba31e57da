import { parsePostgresql } from '../../../syntax/sql/postgresql.js';
import type { PostgresqlStatement } from '../../../syntax/sql/postgresql.js';
import { splitSql } from '../../../syntax/sql/splitter.js';
import { UnreadableSql } from '../../../syntax/sql/token-cursor.js';
import { asideProblem } from '../asides.js';
import type { RangeReading } from '../asides.js';
import { opaque } from '../statement-reading.js';
import type { StatementReading } from '../statement-reading.js';
import { maskTemplates } from '../templates.js';
import { restoreReading } from '../restore-templates.js';
import { readDoBlock } from './do-block.js';
import { as } from './nodes.js';
import { readPostgresqlStatement } from './statement.js';

/**
 * The statements of PostgreSQL text between two offsets. The text is parsed as a whole; if that fails it is split, so that one bad
 * statement costs itself alone, and placeholders of template languages are read as names.
 */
export async function readPostgresql(text: string, start: number, end: number): Promise<RangeReading> {
  const whole = await parsePostgresql(text, start, end);
  if ('statements' in whole) {
    const statements: StatementReading[] = [];
    for (const statement of whole.statements) statements.push(await readStatement(statement));
    return { statements, problems: [] };
  }
  const masked = maskTemplates(text, start, end, 'postgresql');
  const shown = masked?.text ?? text;
  const { pieces, asides } = splitSql(shown, 'postgresql', start, end);
  const statements: StatementReading[] = [];
  for (const piece of pieces) {
    const readings = await readPiece(shown, piece.start, piece.end);
    const templated = masked?.touches(piece.start, piece.end) === true;
    statements.push(
      ...(templated ? readings.map((reading) => restoreReading(reading, masked, text)) : readings),
    );
  }
  return { statements, problems: asides.flatMap((aside) => asideProblem(text, aside)) };
}

async function readPiece(text: string, start: number, end: number): Promise<readonly StatementReading[]> {
  const parsed = await parsePostgresql(text, start, end);
  if ('statements' in parsed) {
    const readings: StatementReading[] = [];
    for (const statement of parsed.statements) readings.push(await readStatement(statement));
    return readings;
  }
  const { error, offset } = parsed;
  return [
    {
      start,
      end,
      effects: [opaque(error, text.slice(start, end))],
      problems: [{ offset, reason: 'parse-error', detail: error }],
    },
  ];
}

async function readStatement(statement: PostgresqlStatement): Promise<StatementReading> {
  const { start, end } = statement;
  const block = as(statement.node, 'DoStmt');
  try {
    if (block) {
      const reading = { start, end, ...(await readDoBlock(statement, block)) };
      return (await readTemplatedBlock(statement, reading)) ?? reading;
    }
    const effects = readPostgresqlStatement(statement).map((body) => ({
      body,
      confidence: 'high' as const,
    }));
    return { start, end, effects, problems: [] };
  } catch (error) {
    if (!(error instanceof UnreadableSql)) throw error;
    const { message, offset } = error;
    return {
      start,
      end,
      effects: [opaque(message, statement.text.slice(start, end))],
      problems: [{ offset, reason: 'unsupported-syntax', detail: message }],
    };
  }
}

/**
 * A DO block whose placeholders stand inside its body: the statement around it parses all the same, the body does not.
 * @returns undefined when there are none, or when nothing is won by reading them as names.
 */
async function readTemplatedBlock(
  { text, start, end }: PostgresqlStatement,
  before: StatementReading,
): Promise<StatementReading | undefined> {
  if (!before.problems.some(({ reason }) => reason === 'parse-error')) return undefined;
  const masked = maskTemplates(text, start, end, 'postgresql');
  const parsed = masked && (await parsePostgresql(masked.text, start, end));
  const statement = parsed && 'statements' in parsed ? parsed.statements[0] : undefined;
  const block = statement && as(statement.node, 'DoStmt');
  if (!masked || !statement || !block) return undefined;
  const reading = { start, end, ...(await readDoBlock(statement, block)) };
  return reading.problems.length < before.problems.length ? restoreReading(reading, masked, text) : undefined;
}
