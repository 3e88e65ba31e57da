import type { RunnerModel } from '../../../model/migration.js';

/**
 * The Migrator runs all pending migrations in one transaction where the database can roll schema changes back, under a lock of its own
 * (src/migration/migrator.ts).
 */
export const kyselyRunner: RunnerModel = {
  transaction: 'all-migrations',
  transactionSwitch: '`disableTransactions: true` of the Migrator, for all of them',
  holdsLock: true,
};
