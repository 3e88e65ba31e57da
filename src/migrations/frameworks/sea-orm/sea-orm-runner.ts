import type { RunnerModel } from '../../../model/migration.js';

/**
 * Version 2 of sea-orm-migration puts each migration into a transaction on PostgreSQL, and elsewhere none unless `use_transaction` says so
 * (migrator/exec.rs); version 1 puts all of them into one on PostgreSQL. It holds no lock.
 */
export const seaOrmRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '`fn use_transaction(&self) -> Option<bool> { Some(false) }` (version 2)',
  holdsLock: false,
};
