import type { StructLibrary } from '../../go-programs/migration-structs.js';
import { xormigrateRunner } from './xormigrate-runner.js';

export const xormigrateLibrary: StructLibrary = {
  framework: 'xormigrate',
  imports: /^(src\.techknowlogick\.com|gitea\.com\/xorm|github\.com\/techknowlogick)\/xormigrate$/,
  word: 'xormigrate',
  up: ['MigrateSession', 'Migrate', 'Long'],
  down: ['RollbackSession', 'Rollback'],
  runner: xormigrateRunner,
};
