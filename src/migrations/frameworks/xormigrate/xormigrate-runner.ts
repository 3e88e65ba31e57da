import type { RunnerModel } from '../../../model/migration.js';

/** `MigrateSession` runs in a session with a transaction, `Migrate` on the engine without one (xormigrate.go, `runMigration`). */
export const xormigrateRunner: RunnerModel = { transaction: 'unknown', holdsLock: false };
