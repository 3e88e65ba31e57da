import type { RunnerModel } from '../../../model/migration.js';

/**
 * Each change unit runs in a transaction of its own where the driver has one (`TransactionStrategy.CHANGE_UNIT` in
 * MongockConfiguration; MongoDB needs a replica set for it, and schema changes take no part in it); a lock in the database is held
 * meanwhile (`mongockLock`).
 */
export const mongockRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '`@ChangeUnit(transactional = false)`, or `mongock.transactional: false` for all',
  holdsLock: true,
};
