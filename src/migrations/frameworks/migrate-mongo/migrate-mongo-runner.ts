import type { RunnerModel } from '../../../model/migration.js';

/**
 * `up` runs file after file without a transaction; one is the migration's own (`client.startSession()`). A lock is only taken when the
 * configuration gives `lockTtl` (lib/actions/up.js and lib/utils/lock.js of migrate-mongo).
 */
export const migrateMongoRunner: RunnerModel = { transaction: 'none', holdsLock: false };
