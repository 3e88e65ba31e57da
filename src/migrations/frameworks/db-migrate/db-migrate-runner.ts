import type { RunnerModel } from '../../../model/migration.js';

/**
 * On PostgreSQL each migration runs between BEGIN and COMMIT (`startMigration` of db-migrate-pg, lib/migrator.js of db-migrate); other
 * drivers open none or commit each schema change by themselves. There is no lock.
 */
export const dbMigrateRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '`--non-transactional`, for all migrations',
  holdsLock: false,
};
