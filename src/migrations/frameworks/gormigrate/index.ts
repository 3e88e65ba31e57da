import type { MigrationFramework } from '../../framework.js';
import { findStructs, readStructs } from '../../go-programs/migration-structs.js';
import { gormigrateLibrary, gormigrateRunner } from './gormigrate-library.js';

export const gormigrate: MigrationFramework = {
  name: 'gormigrate',
  title: 'gormigrate',
  homepage: 'https://github.com/go-gormigrate/gormigrate',
  recognition: [
    'Go packages with literals of `gormigrate.Migration`, in lists, variables or functions; several migrations may stand in one file.',
    'Models that `AutoMigrate` is given are read from their structs, as they are today.',
  ],
  filePatterns: ['**/*.go'],
  down: 'The field `Rollback`.',
  runner: gormigrateRunner,
  find: async (view) => findStructs(gormigrateLibrary, view),
  read: async (set, view) => readStructs(gormigrateLibrary, set, view),
};
