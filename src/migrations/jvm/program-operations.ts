import type { Dialect, SchemaOperation, TransactionPlacement } from '../../model/migration.js';
import type { Skipped } from '../../model/skipped.js';
import type { SourceText } from '../../model/source-text.js';
import { jvmLanguageOf } from '../../syntax/jvm/tokens.js';
import { readEmbeddedSql } from '../sql/index.js';
import { sqlCallsOf, type SqlCall } from './sql-calls.js';

/** How the statements of a program are placed. */
export interface ProgramPlacing {
  readonly dialect: Dialect;
  readonly transaction: TransactionPlacement;
}

/** What a program sends, as far as the text tells. */
export interface ProgramOperations {
  readonly operations: readonly SchemaOperation[];
  readonly skipped: readonly Skipped[];
}

/**
 * The operations of a migration that is a program in a language of the JVM: the SQL that it sends as constants. Undefined when no such
 * call is in it, so that nothing can be said of what it does.
 */
export async function jvmOperations(
  source: SourceText,
  { dialect, transaction }: ProgramPlacing,
): Promise<ProgramOperations | undefined> {
  const language = jvmLanguageOf(source.path);
  const calls = language === undefined ? [] : sqlCallsOf(source.text, language);
  if (calls.length === 0) return undefined;
  const operations: SchemaOperation[] = [];
  const skipped: Skipped[] = [];
  let statement = 0;
  for (const call of calls) {
    const { sql, start, end, verbatimAt, reason } = call;
    const span = source.span(start, end);
    const placing = { direction: 'up', transaction, dialect } as const;
    if (sql === undefined) {
      operations.push({
        kind: 'opaque',
        reason: reason ?? 'the SQL is made while the migration runs',
        text: source.text.slice(start, Math.min(end, start + 80)),
        span,
        ...placing,
        statement,
        confidence: 'high',
      });
      statement += 1;
      continue;
    }
    const read = await readEmbeddedSql({
      sql: withValues(sql),
      span,
      ...(verbatimAt !== undefined && { verbatim: { source, offset: verbatimAt } }),
      ...placing,
      firstStatement: statement,
    });
    operations.push(...read.operations.map((operation) => placed(operation, call)));
    skipped.push(...read.skipped);
    statement += Math.max(1, read.statements);
  }
  return { operations, skipped };
}

/** Rows that are changed by a condition or key in a loop are changed in batches. */
function placed(operation: SchemaOperation, { looped, unsure }: SqlCall): SchemaOperation {
  const isUnsure = (unsure || looped) && operation.confidence === 'high';
  const isBatched =
    looped && operation.kind === 'changeData' && operation.change !== 'insert' && operation.scope !== 'all';
  return {
    ...operation,
    ...(isBatched && { scope: 'batched' }),
    ...(isUnsure && { confidence: 'medium' }),
  };
}

/**
 * Parameters of JDBC (`= ?`, `(?, ?)`) and jOOQ (`{0}`) as a value that the reader of SQL knows; a `?` that may be an operator of
 * PostgreSQL stays.
 */
function withValues(sql: string): string {
  return sql
    .replaceAll(/([=<>(,]\s*)\?(?!\?)/g, (_, before: string) => `${before}0`)
    .replaceAll(/\?(?=\s*(?:[,);]|$))/g, '0')
    .replaceAll(/\{\d\}/g, ' 0 ');
}
