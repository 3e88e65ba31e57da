import type { RunnerModel } from '../../../model/migration.js';

/**
 * A migration runs in a transaction where the database can roll schema changes back (sequel/extensions/migration.rb, `checked_transaction`).
 * An advisory lock is taken only with `use_advisory_lock`.
 */
export const sequelRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '`no_transaction` in the block',
  holdsLock: false,
};
