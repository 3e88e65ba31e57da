import type { Dialect, SchemaOperation, TransactionPlacement } from '../../model/migration.js';
import type { RepositoryView } from '../../model/repository-view.js';
import type { Skipped } from '../../model/skipped.js';
import { readEmbeddedSql } from '../sql/index.js';
import type { ProgramStep } from './step.js';

/** How the steps of one way through a migration are to be read. */
export interface StepReading {
  readonly direction: 'up' | 'down';
  readonly transaction: TransactionPlacement;
  readonly dialect: Dialect;
  readonly view: RepositoryView;
}

/** Steps as operations; SQL is parsed and files are read here, because that cannot be done while the program is walked. */
export async function operationsOf(
  steps: readonly ProgramStep[],
  reading: StepReading,
  skipped: Skipped[],
): Promise<readonly SchemaOperation[]> {
  const { direction, dialect, view } = reading;
  const operations: SchemaOperation[] = [];
  let statement = -1;
  let call: number | undefined;
  for (const step of steps) {
    const transaction = step.outside === true ? 'none' : reading.transaction;
    if (step.call !== call || !('body' in step)) statement += 1;
    call = step.call;
    const confidence = step.unsure === true ? 'medium' : 'high';
    const common = { span: step.span, direction, statement, transaction, confidence } as const;
    if ('body' in step) {
      operations.push(inLoop({ ...step.body, ...common }, step));
      continue;
    }
    const sql = 'file' in step ? (await view.read(step.file))?.text : step.sql;
    if (sql === undefined) {
      const text = 'file' in step ? step.file : '';
      operations.push({
        kind: 'opaque',
        reason: 'the file of SQL is not in the repository',
        text,
        ...common,
      });
      continue;
    }
    const read = await readEmbeddedSql({
      sql,
      span: step.span,
      dialect,
      direction,
      transaction,
      firstStatement: statement,
      ...('place' in step && step.place && { verbatim: step.place }),
    });
    operations.push(...read.operations.map((operation) => inLoop(lessSure(operation, step), step)));
    skipped.push(...read.skipped);
    statement += Math.max(0, read.statements - 1);
  }
  return operations;
}

function lessSure(operation: SchemaOperation, { unsure }: ProgramStep): SchemaOperation {
  return unsure === true && operation.confidence === 'high'
    ? { ...operation, confidence: 'medium' }
    : operation;
}

/** Rows that are changed by a condition or key in a loop are changed in batches. */
function inLoop(operation: SchemaOperation, { looped }: ProgramStep): SchemaOperation {
  return looped === true &&
    operation.kind === 'changeData' &&
    operation.change !== 'insert' &&
    operation.scope !== 'all'
    ? { ...operation, scope: 'batched' }
    : operation;
}
