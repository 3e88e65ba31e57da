import type { Migration } from '../../model/migration.js';

/** Whether the runner opens a transaction: as its framework says, or as the caller knows better. */
export type TransactionWish = 'auto' | 'always' | 'never';

/** The migrations as they run when the caller's word on transactions counts. */
export function withTransactions<Item extends Migration>(
  migrations: readonly Item[],
  wish: TransactionWish,
): readonly Item[] {
  if (wish === 'auto') return migrations;
  const transaction = wish === 'always' ? 'per-migration' : 'none';
  return migrations.map((migration) => ({
    ...migration,
    runner: { ...migration.runner, transaction },
    operations: migration.operations.map((operation) => ({ ...operation, transaction })),
  }));
}
