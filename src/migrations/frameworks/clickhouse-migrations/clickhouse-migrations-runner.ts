import type { RunnerModel } from '../../../model/migration.js';

/**
 * The statements of a file are sent one after the other, without a transaction and without a lock; one that fails leaves those before it
 * done (src/migrate.ts, `apply_migrations`).
 */
export const clickhouseMigrationsRunner: RunnerModel = { transaction: 'none', holdsLock: false };
