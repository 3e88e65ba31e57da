import type { RunnerModel } from '../../../model/migration.js';

/**
 * bun hands the database to the function as it is; a transaction is the function's own affair (`db.RunInTx`), and the lock is taken by
 * whoever calls `Lock` (uptrace/bun, migrate/migration.go, migrate/migrator.go).
 */
export const bunRunner: RunnerModel = { transaction: 'none', holdsLock: false };
