import type { RunnerModel } from '../../../model/migration.js';

/**
 * tern runs each direction of a migration in a transaction, with `---- tern: disable-tx ----` on a line of that direction statement by
 * statement without one, and holds pg_advisory_lock meanwhile (jackc/tern, `migrate/migrate.go`: MigrateTo, doSQLMigration,
 * disableTxPattern).
 */
export const ternRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '---- tern: disable-tx ----',
  holdsLock: true,
};
