import type { Dialect, OperationBody, SchemaOperation, TransactionPlacement } from '../../model/migration.js';
import type { Skipped } from '../../model/skipped.js';
import type { SourceText } from '../../model/source-text.js';
import type { RepositoryView } from '../../model/repository-view.js';
import { jvmLanguageOf, jvmTokens } from '../../syntax/jvm/tokens.js';
import { readEmbeddedSql } from '../sql/index.js';
import { calledFunctions, importedConstants } from './called-functions.js';
import { sqlCallsOf } from './sql-calls.js';
import type { SqlCall } from './sql-calls.js';

/** How the statements of a program are placed. */
export interface ProgramPlacing {
  readonly dialect: Dialect;
  readonly transaction: TransactionPlacement;
  /** Where functions of other files are looked up. */
  readonly view: RepositoryView;
}

/** What a program sends, as far as the text tells. */
export interface ProgramOperations {
  readonly operations: readonly SchemaOperation[];
  readonly skipped: readonly Skipped[];
}

/**
 * The operations of a migration that is a program in a language of the JVM: the SQL that it sends as constants or builds with jOOQ, also
 * through functions of other files, which stand where it calls them. Undefined when no such call is in it, so that nothing can be said of
 * what it does.
 */
export async function jvmOperations(
  source: SourceText,
  { dialect, transaction, view }: ProgramPlacing,
): Promise<ProgramOperations | undefined> {
  const language = jvmLanguageOf(source.path);
  if (language === undefined) return undefined;
  const imported = await importedConstants(source, view);
  const calls: PlacedCall[] = sqlCallsOf(source.text, language, { dialect, imported }).map((call) => ({
    ...call,
    source,
    at: call.start,
  }));
  const tokens = jvmTokens(source.text, language);
  for (const { source: other, function: called, by } of await calledFunctions(source, view)) {
    const leading = tokens[by];
    const found = sqlCallsOf(other.text, jvmLanguageOf(other.path) ?? language, { dialect, ...called });
    for (const call of found)
      if (leading) calls.push({ ...call, source: other, at: leading.start, until: leading.end });
  }
  if (calls.length === 0) return undefined;
  calls.sort((one, another) => one.at - another.at);
  const operations: SchemaOperation[] = [];
  const skipped: Skipped[] = [];
  let statement = 0;
  for (const call of calls) {
    const { sql, start, end, verbatimAt, reason, bodies, until } = call;
    const span = until === undefined ? source.span(start, end) : source.span(call.at, until);
    const placing = { direction: 'up', transaction, dialect } as const;
    const known: readonly OperationBody[] | undefined =
      bodies ??
      (sql === undefined
        ? [
            {
              kind: 'opaque',
              reason: reason ?? 'the SQL is made while the migration runs',
              text: call.source.text.slice(start, Math.min(end, start + 80)),
            },
          ]
        : undefined);
    if (known) {
      for (const body of known)
        operations.push(
          placed({ ...body, span, direction: 'up', transaction, statement, confidence: 'high' }, call),
        );
      statement += 1;
      continue;
    }
    const read = await readEmbeddedSql({
      sql: withValues(sql ?? ''),
      span,
      ...(verbatimAt !== undefined && until === undefined && { verbatim: { source, offset: verbatimAt } }),
      ...placing,
      firstStatement: statement,
    });
    operations.push(...read.operations.map((operation) => placed(operation, call)));
    skipped.push(...read.skipped);
    statement += Math.max(1, read.statements);
  }
  return { operations, skipped };
}

/** A call with the file that it stands in, and where the migration leads to it. */
type PlacedCall = SqlCall & { readonly source: SourceText; readonly at: number; readonly until?: number };

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
