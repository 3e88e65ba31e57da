import type { RunnerModel } from '../../../model/migration.js';

/**
 * goose runs each file in a transaction of its own and, with `NO TRANSACTION`, statement by statement without one (pressly/goose,
 * `migration_sql.go`, runSQLMigration; `provider_run.go`, runIndividually). It takes a lock only when the program hands it a session or
 * table locker (`provider_run.go`, initialize); its command line has none.
 */
export const gooseRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '-- +goose NO TRANSACTION',
  holdsLock: false,
};
