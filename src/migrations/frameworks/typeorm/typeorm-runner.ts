import type { RunnerModel } from '../../../model/migration.js';

/**
 * TypeORM runs all pending migrations in one transaction unless `migrationsTransactionMode` says `each` or `none`, and holds no lock
 * (src/migration/MigrationExecutor.ts, `executePendingMigrations`).
 */
export const typeormRunner: RunnerModel = {
  transaction: 'all-migrations',
  transactionSwitch: '`transaction = false` in the class, with `migrationsTransactionMode: "each"`',
  holdsLock: false,
};
