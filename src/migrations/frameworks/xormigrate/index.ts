import type { MigrationFramework } from '../../framework.js';
import { findStructs, readStructs } from '../../go-programs/migration-structs.js';
import { xormigrateLibrary, xormigrateRunner } from './xormigrate-library.js';

export const xormigrate: MigrationFramework = {
  name: 'xormigrate',
  title: 'xormigrate',
  homepage: 'https://gitea.com/xorm/xormigrate',
  recognition: ['Go packages with literals of `xormigrate.Migration`, in lists, variables or functions.'],
  filePatterns: ['**/*.go'],
  down: 'The field `Rollback` or `RollbackSession`.',
  runner: xormigrateRunner,
  find: async (view) => findStructs(xormigrateLibrary, view),
  read: async (set, view) => readStructs(xormigrateLibrary, set, view),
};
