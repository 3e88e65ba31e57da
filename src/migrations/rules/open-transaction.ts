import type { SchemaOperation } from '../../model/migration.js';
import type { OperationContext } from './operation-rule.js';

/** The transaction that a statement runs in. */
export interface OpenTransaction {
  readonly isOpen: boolean;
  /** What ran in it before the statement, whose locks it holds. */
  readonly held: readonly SchemaOperation[];
}

/**
 * The transaction of a statement: the runner's, or one that the migration itself opens with BEGIN. COMMIT ends either, and what was locked
 * before it is free again.
 */
export function openTransaction(
  operation: SchemaOperation,
  { before }: Pick<OperationContext, 'before'>,
): OpenTransaction {
  const mark = before.findLastIndex(
    ({ kind }) => kind === 'beginTransaction' || kind === 'commitTransaction',
  );
  const last = before[mark]?.kind;
  const isRunners = operation.transaction === 'per-migration' || operation.transaction === 'all-migrations';
  // BEGIN inside a transaction of the runner's changes nothing (PostgreSQL warns and goes on).
  const from = last === 'commitTransaction' || !isRunners ? mark + 1 : openedAt(before);
  return {
    isOpen: last === 'beginTransaction' || (isRunners && last !== 'commitTransaction'),
    held: before.slice(from),
  };
}

/** Where the runner's own transaction, or the last one after a COMMIT, begins. */
function openedAt(before: readonly SchemaOperation[]): number {
  return before.findLastIndex(({ kind }) => kind === 'commitTransaction') + 1;
}
