import type { RunnerModel } from '../../../model/migration.js';

/**
 * Without a transaction by default; `UseTransaction: true` in the options puts all migrations of a run into one
 * (go-gormigrate/gormigrate, gormigrate.go, `begin` and `commit`).
 */
export const gormigrateRunner: RunnerModel = {
  transaction: 'none',
  transactionSwitch: '`UseTransaction` in the options',
  holdsLock: false,
};
