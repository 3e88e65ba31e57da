import type { RunnerModel } from '../../../model/migration.js';

/**
 * Ecto.Migrator puts each migration into a transaction where the adapter can (`run_maybe_in_transaction`), and meanwhile holds the table of
 * versions locked on another connection, or an advisory lock (`lock_for_migrations` of the adapters).
 */
export const ectoRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '`@disable_ddl_transaction true` in the module',
  holdsLock: true,
};
