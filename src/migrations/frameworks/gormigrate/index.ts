import type { MigrationFramework } from '../../framework.js';
import { gormigrateRunner } from './gormigrate-runner.js';
import { gormigrateLibrary } from './gormigrate-library.js';

export const gormigrate: MigrationFramework = {
  name: 'gormigrate',
  title: 'gormigrate',
  homepage: 'https://github.com/go-gormigrate/gormigrate',
  recognition: [
    'Go packages with literals of `gormigrate.Migration`, in lists, variables or functions; several migrations may stand in one file.',
    'Models that `AutoMigrate` is given are read from their structs, as they are today.',
  ],
  filePatterns: ['**/*.go'],
  extensions: ['.go'],
  down: 'The field `Rollback`.',
  runner: gormigrateRunner,
  find: async (view) =>
    (await import('../../go-programs/migration-structs.js')).findStructs(gormigrateLibrary, view),
  read: async (set, view) =>
    (await import('../../go-programs/migration-structs.js')).readStructs(gormigrateLibrary, set, view),
};
