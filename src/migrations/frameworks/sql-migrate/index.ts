import type { MigrationFramework } from '../../framework.js';
import { sqlMigrateRunner } from './sql-migrate-runner.js';

export const sqlMigrate: MigrationFramework = {
  name: 'sql-migrate',
  title: 'sql-migrate',
  homepage: 'https://github.com/rubenv/sql-migrate',
  recognition: [
    'Any folder with SQL files that hold the annotation `-- +migrate Up`.',
    'The dialect stands in `dbconfig.yml`. Folders of seeds are left out.',
  ],
  filePatterns: ['**/*.sql', '**/dbconfig.yml'],
  down: 'The part behind `-- +migrate Down` in the same file.',
  runner: sqlMigrateRunner,
  find: async (view) => (await import('./find-sql-migrate.js')).findSqlMigrate(view),
  read: async (set, view) => (await import('./read-sql-migrate.js')).readSqlMigrate(set, view),
};
