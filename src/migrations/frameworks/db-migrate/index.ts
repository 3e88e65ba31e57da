import type { MigrationFramework } from '../../framework.js';
import { dbMigrateRunner, findDbMigrate, readDbMigrate } from './db-migrate-migrations.js';

export const dbMigrate: MigrationFramework = {
  name: 'db-migrate',
  title: 'db-migrate',
  homepage: 'https://db-migrate.readthedocs.io/',
  recognition: [
    'JavaScript files with a number in front that export `up` and call `db.runSql`, `db.createTable` and the like, in a project that depends on `db-migrate`.',
    'Files in `sqls/` belong to the migration of the same name.',
  ],
  filePatterns: ['**/migrations/[0-9]*-*.js', '**/migrations/sqls/*.sql'],
  down: '`exports.down`; db-migrate derives none.',
  runner: dbMigrateRunner,
  find: findDbMigrate,
  read: readDbMigrate,
};
