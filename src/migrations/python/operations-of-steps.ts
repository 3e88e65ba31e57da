import type { Dialect, SchemaOperation, TransactionPlacement } from '../../model/migration.js';
import type { Skipped } from '../../model/skipped.js';
import type { SourceText } from '../../model/source-text.js';
import { readEmbeddedSql } from '../sql/index.js';
import type { PythonStep } from './step.js';

/** What holds for all steps of one way through a migration. */
export interface StepContext {
  readonly dialect: Dialect;
  readonly direction: 'up' | 'down';
  readonly transaction: TransactionPlacement;
  /** Texts of the files that steps stand in, by path. */
  readonly sources: (path: string) => Promise<SourceText | undefined>;
  /** The migration's own file: the place of what has none to be had. */
  readonly source: SourceText;
}

/** Steps as operations; SQL is parsed here, with the places that it has in the file where it stands there letter by letter. */
export async function operationsOf(
  steps: readonly PythonStep[],
  context: StepContext,
  skipped: Skipped[],
): Promise<readonly SchemaOperation[]> {
  const operations: SchemaOperation[] = [];
  let statement = -1;
  let call: number | undefined;
  for (const step of steps) {
    if (step.call !== call || 'sql' in step) statement += 1;
    call = step.call;
    const source = (await context.sources(step.place.file)) ?? context.source;
    const span = source.span(step.place.start, step.place.end);
    const { direction } = context;
    const transaction = step.transaction ?? context.transaction;
    if (!('sql' in step)) {
      const confidence = step.unsure === true ? 'medium' : 'high';
      operations.push({ ...step.body, span, direction, statement, transaction, confidence });
      continue;
    }
    const offset = offsetOf(step.sql, source, step.place.start, step.place.end);
    const read = await readEmbeddedSql({
      sql: step.sql,
      span,
      ...(offset !== undefined && { verbatim: { source, offset } }),
      dialect: context.dialect,
      direction,
      transaction,
      firstStatement: statement,
    });
    operations.push(...read.operations.map((operation) => lessSure(operation, step)));
    skipped.push(...read.skipped);
    statement += Math.max(0, read.statements - 1);
  }
  return operations;
}

/** Short texts may stand in a file by chance. */
const tellingLength = 24;

/**
 * Where the SQL stands in the file: inside the call, or, as a constant, at the only place of the file with this text.
 */
function offsetOf(sql: string, { text }: SourceText, start: number, end: number): number | undefined {
  if (sql.trim() === '') return undefined;
  const inside = text.indexOf(sql, start);
  if (inside !== -1 && inside + sql.length <= end) return inside;
  if (sql.length < tellingLength) return undefined;
  const first = text.indexOf(sql);
  return first !== -1 && !text.includes(sql, first + 1) ? first : undefined;
}

function lessSure(operation: SchemaOperation, { unsure }: PythonStep): SchemaOperation {
  return unsure === true && operation.confidence === 'high'
    ? { ...operation, confidence: 'medium' }
    : operation;
}
