import type { MigrationFramework } from '../../framework.js';
import { xormigrateRunner } from './xormigrate-runner.js';
import { xormigrateLibrary } from './xormigrate-library.js';

export const xormigrate: MigrationFramework = {
  name: 'xormigrate',
  title: 'xormigrate',
  homepage: 'https://gitea.com/xorm/xormigrate',
  recognition: ['Go packages with literals of `xormigrate.Migration`, in lists, variables or functions.'],
  filePatterns: ['**/*.go'],
  extensions: ['.go'],
  down: 'The field `Rollback` or `RollbackSession`.',
  runner: xormigrateRunner,
  find: async (view) =>
    (await import('../../go-programs/migration-structs.js')).findStructs(xormigrateLibrary, view),
  read: async (set, view) =>
    (await import('../../go-programs/migration-structs.js')).readStructs(xormigrateLibrary, set, view),
};
