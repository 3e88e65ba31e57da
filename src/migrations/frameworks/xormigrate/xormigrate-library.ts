import type { RunnerModel } from '../../../model/migration.js';
import type { StructLibrary } from '../../go-programs/migration-structs.js';

/** `MigrateSession` runs in a session with a transaction, `Migrate` on the engine without one (xormigrate.go, `runMigration`). */
export const xormigrateRunner: RunnerModel = { transaction: 'unknown', holdsLock: false };

export const xormigrateLibrary: StructLibrary = {
  framework: 'xormigrate',
  imports: /^(src\.techknowlogick\.com|gitea\.com\/xorm|github\.com\/techknowlogick)\/xormigrate$/,
  word: 'xormigrate',
  up: ['MigrateSession', 'Migrate', 'Long'],
  down: ['RollbackSession', 'Rollback'],
  runner: xormigrateRunner,
};
