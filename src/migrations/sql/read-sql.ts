import type { Dialect, SchemaOperation, TransactionPlacement } from '../../model/migration.js';
import type { Skipped } from '../../model/skipped.js';
import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';
import type { RangeReading } from './asides.js';
import { readPostgresql } from './postgresql/read-statements.js';
import { readByTokens } from './token-grammar/read-statements.js';

/** What holds for all statements of a text. */
interface Placing {
  readonly dialect: Dialect;
  readonly direction: 'up' | 'down';
  readonly transaction: TransactionPlacement;
  /** Index of the first statement within its direction; 0 when absent. */
  readonly firstStatement?: number;
}

/** A range of a file that is SQL; offsets into its text, the whole text when absent. */
export interface SqlRange extends Placing {
  readonly source: SourceText;
  readonly start?: number;
  readonly end?: number;
}

/** SQL inside program text: all its operations stand where the call stands. */
export interface EmbeddedSql extends Placing {
  readonly sql: string;
  readonly span: SourceSpan;
}

/** The operations of SQL text, and what in it could not be understood (that is an opaque operation, too). */
export interface SqlReading {
  readonly operations: readonly SchemaOperation[];
  readonly skipped: readonly Skipped[];
  /** How many statements there are. */
  readonly statements: number;
}

/** Reads the statements of a range of a file into operations. Never throws for the text's sake; no statement is lost. */
export async function readSql(range: SqlRange): Promise<SqlReading> {
  const { source, start = 0, end = source.text.length } = range;
  const reading = await readRange(source.text, start, end, range.dialect);
  return placed(reading, range, source.path, {
    span: (from, to) => source.span(from, to),
    line: (offset) => source.position(offset).line,
  });
}

/** Reads SQL that stands in program text, e.g. in a string that a framework executes. */
export async function readEmbeddedSql(embedded: EmbeddedSql): Promise<SqlReading> {
  const { sql, span } = embedded;
  const reading = await readRange(sql, 0, sql.length, embedded.dialect);
  return placed(reading, embedded, span.file, { span: () => span, line: () => span.line });
}

/**
 * PostgreSQL text is read by PostgreSQL's own grammar, the other known dialects by their tokens. Text of an unknown dialect is tried as
 * PostgreSQL's first, and by its tokens where that grammar does not take it: what both understand is the same.
 */
async function readRange(text: string, start: number, end: number, dialect: Dialect): Promise<RangeReading> {
  if (dialect === 'postgresql') return readPostgresql(text, start, end);
  if (dialect !== 'unknown') return readByTokens(text, start, end, dialect);
  const reading = await readPostgresql(text, start, end);
  const isWhole =
    reading.problems.length === 0 && reading.statements.every(({ problems }) => problems.length === 0);
  const chosen = isWhole ? reading : readByTokens(text, start, end, dialect);
  return {
    ...chosen,
    statements: chosen.statements.map((statement) => ({
      ...statement,
      effects: statement.effects.map((effect) =>
        effect.confidence === 'high' ? { ...effect, confidence: 'medium' as const } : effect,
      ),
    })),
  };
}

interface Places {
  span(start: number, end: number): SourceSpan;
  line(offset: number): number;
}

function placed(reading: RangeReading, placing: Placing, file: string, places: Places): SqlReading {
  const { direction, transaction, firstStatement = 0 } = placing;
  const operations = reading.statements.flatMap(({ start, end, effects }, index) =>
    effects.map(({ body, confidence, range }): SchemaOperation => ({
      ...body,
      span: places.span(range?.start ?? start, range?.end ?? end),
      direction,
      statement: firstStatement + index,
      transaction,
      confidence,
    })),
  );
  const problems = [...reading.problems, ...reading.statements.flatMap((statement) => statement.problems)];
  const skipped = problems
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ offset, reason, detail }): Skipped => ({ file, line: places.line(offset), reason, detail }));
  return { operations, skipped, statements: reading.statements.length };
}
