import type { RunnerModel } from '../../../model/migration.js';

/**
 * dbmate runs each block in a transaction. With `transaction:false` it still sends the block in one piece (amacneil/dbmate,
 * `pkg/dbmate/db.go`, Migrate), so that PostgreSQL puts several statements into an implicit transaction. It takes no lock.
 */
export const dbmateRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '-- migrate:up transaction:false',
  holdsLock: false,
};
