import type { MigrationFramework } from '../../framework.js';
import { dbMigrateRunner } from './db-migrate-runner.js';

export const dbMigrate: MigrationFramework = {
  name: 'db-migrate',
  title: 'db-migrate',
  homepage: 'https://db-migrate.readthedocs.io/',
  recognition: [
    'JavaScript files with a number in front that export `up` and call `db.runSql`, `db.createTable` and the like, in a project that depends on `db-migrate`.',
    'Files in `sqls/` belong to the migration of the same name.',
  ],
  filePatterns: ['**/migrations/[0-9]*-*.js', '**/migrations/sqls/*.sql'],
  extensions: ['.js', '.cjs', '.mjs', '.ts', '.cts', '.mts', '.jsx', '.tsx'],
  down: '`exports.down`; db-migrate derives none.',
  runner: dbMigrateRunner,
  find: async (view) => (await import('./db-migrate-migrations.js')).findDbMigrate(view),
  read: async (set, view) => (await import('./db-migrate-migrations.js')).readDbMigrate(set, view),
};
