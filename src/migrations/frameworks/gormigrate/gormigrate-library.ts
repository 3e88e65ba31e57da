import type { RunnerModel } from '../../../model/migration.js';
import type { StructLibrary } from '../../go-programs/migration-structs.js';

/**
 * Without a transaction by default; `UseTransaction: true` in the options puts all migrations of a run into one
 * (go-gormigrate/gormigrate, gormigrate.go, `begin` and `commit`).
 */
export const gormigrateRunner: RunnerModel = {
  transaction: 'none',
  transactionSwitch: '`UseTransaction` in the options',
  holdsLock: false,
};

export const gormigrateLibrary: StructLibrary = {
  framework: 'gormigrate',
  imports: /^(github\.com\/go-gormigrate\/gormigrate(\/v\d+)?|gopkg\.in\/gormigrate\.v\d+)$/,
  word: 'gormigrate',
  up: ['Migrate'],
  down: ['Rollback'],
  runner: gormigrateRunner,
  runnerIn: (texts) =>
    texts.some((text) => /\bUseTransaction:\s*true\b/.test(text))
      ? { ...gormigrateRunner, transaction: 'all-migrations' }
      : gormigrateRunner,
};
