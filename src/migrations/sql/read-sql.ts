import type { Dialect, SchemaOperation, TransactionPlacement } from '../../model/migration.js';
import type { Skipped } from '../../model/skipped.js';
import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';
import type { RangeReading } from './asides.js';
import { readPostgresql } from './postgresql/read-statements.js';
import { readByTokens } from './token-grammar/read-statements.js';
import { readUnknown } from './unknown-dialect.js';

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

/** SQL inside program text. */
export interface EmbeddedSql extends Placing {
  readonly sql: string;
  /** Where the call or string stands: the place of all operations whose own place is not known. */
  readonly span: SourceSpan;
  /**
   * The file and the offset at which the SQL begins in it, letter by letter (no escapes, no indentation taken away). Then operations
   * have their own places; where the file has another text there, it is as if this was not given.
   */
  readonly verbatim?: { readonly source: SourceText; readonly offset: number };
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
  return placed(reading, range, source.path, placesIn(source));
}

/** Reads SQL that stands in program text, e.g. in a string that a framework executes. */
export async function readEmbeddedSql(embedded: EmbeddedSql): Promise<SqlReading> {
  const { sql, span, verbatim, dialect } = embedded;
  if (verbatim?.source.text.startsWith(sql, verbatim.offset) === true) {
    const { source, offset } = verbatim;
    const reading = await readRange(source.text, offset, offset + sql.length, dialect);
    return placed(reading, embedded, source.path, placesIn(source));
  }
  const reading = await readRange(sql, 0, sql.length, dialect);
  return placed(reading, embedded, span.file, { span: () => span, line: () => span.line });
}

/** PostgreSQL text is read by PostgreSQL's own grammar, the other dialects by their tokens. */
async function readRange(text: string, start: number, end: number, dialect: Dialect): Promise<RangeReading> {
  switch (dialect) {
    case 'postgresql':
      return readPostgresql(text, start, end);
    case 'unknown':
      return readUnknown(text, start, end);
    default:
      return readByTokens(text, start, end, dialect);
  }
}

interface Places {
  span(start: number, end: number): SourceSpan;
  line(offset: number): number;
}

function placesIn(source: SourceText): Places {
  return {
    span: (from, to) => source.span(from, to),
    line: (offset) => source.position(offset).line,
  };
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
