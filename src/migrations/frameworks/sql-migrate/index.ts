import type { MigrationFramework } from '../../framework.js';
import { findSqlMigrate } from './find-sql-migrate.js';
import { readSqlMigrate, sqlMigrateRunner } from './read-sql-migrate.js';

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
  find: findSqlMigrate,
  read: readSqlMigrate,
};
