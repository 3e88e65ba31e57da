import type { RunnerModel } from '../../../model/migration.js';

/**
 * sql-migrate runs each direction of a file in a transaction and, with `notransaction` behind its annotation, statement by statement
 * without one (rubenv/sql-migrate, `migrate.go`, applyMigrations; `sqlparse/sqlparse.go`). It takes no lock.
 */
export const sqlMigrateRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '-- +migrate Up notransaction',
  holdsLock: false,
};
