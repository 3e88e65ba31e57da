import type { RunnerModel } from '../../../model/migration.js';

/**
 * FluentMigrator puts each migration into a transaction, all of a run into one with `TransactionPerSession`, and takes no lock
 * (FluentMigrator.Runner.Core, MigrationRunner.cs).
 */
export const fluentRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '`[Migration(…, TransactionBehavior.None)]`',
  holdsLock: false,
};
