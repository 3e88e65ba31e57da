import type { Dialect, SchemaOperation, TransactionPlacement } from '../../model/migration.js';
import type { Skipped } from '../../model/skipped.js';
import { readEmbeddedSql } from '../sql/index.js';
import { withGuard } from '../sql/guard.js';
import type { ProgramStep } from './step.js';

/** How the steps of one way through a migration are placed. */
export interface StepPlacing {
  readonly direction: 'up' | 'down';
  readonly transaction: TransactionPlacement;
  readonly dialect: Dialect;
}

/** Steps as operations; SQL is parsed here, because that cannot be done while the program is evaluated. */
export async function operationsOf(
  steps: readonly ProgramStep[],
  placing: StepPlacing,
  skipped: Skipped[],
): Promise<readonly SchemaOperation[]> {
  const { direction, dialect } = placing;
  const operations: SchemaOperation[] = [];
  let statement = -1;
  let call: number | undefined;
  for (const step of steps) {
    if (step.call !== call || 'sql' in step) statement += 1;
    call = step.call;
    const transaction = step.transaction ?? placing.transaction;
    const span = step.span ?? step.place.span;
    if ('body' in step) {
      operations.push(
        placed({ ...step.body, span, direction, statement, transaction, confidence: 'high' }, step),
      );
      continue;
    }
    const { origin, text } = step.sql;
    const verbatim = origin?.module.path === span.file && {
      verbatim: { source: origin.module.source, offset: origin.start + 1 },
    };
    const read = await readEmbeddedSql({
      sql: text,
      span,
      dialect,
      direction,
      transaction,
      firstStatement: statement,
      ...verbatim,
    });
    operations.push(...read.operations.map((operation) => placed(operation, step)));
    skipped.push(...read.skipped);
    statement += Math.max(0, read.statements - 1);
  }
  return operations;
}

function placed(operation: SchemaOperation, step: ProgramStep): SchemaOperation {
  const { guarded, looped, unsure } = step.place;
  const isUnsure = unsure || step.unsure === true || ('sql' in step && !step.sql.complete);
  return {
    ...(guarded ? withGuard(operation) : operation),
    ...inLoop(operation, looped),
    span: operation.span,
    direction: operation.direction,
    statement: operation.statement,
    transaction: operation.transaction,
    confidence: isUnsure && operation.confidence === 'high' ? 'medium' : operation.confidence,
    ...(step.unawaited && { unawaited: true }),
  };
}

/** Rows that are changed by a condition or key in a loop are changed in batches. */
function inLoop(operation: SchemaOperation, looped: boolean): { readonly scope?: 'batched' } {
  return looped &&
    operation.kind === 'changeData' &&
    operation.change !== 'insert' &&
    operation.scope !== 'all'
    ? { scope: 'batched' }
    : {};
}
