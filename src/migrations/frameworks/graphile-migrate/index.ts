import type { MigrationFramework } from '../../framework.js';
import { findGraphileMigrate } from './find-graphile-migrate.js';
import { graphileMigrateRunner, readGraphileMigrate } from './read-graphile-migrate.js';

export const graphileMigrate: MigrationFramework = {
  name: 'graphile-migrate',
  title: 'Graphile Migrate',
  homepage: 'https://github.com/graphile/migrate',
  recognition: [
    'A folder `committed` of `<six digits>[-name].sql` whose files begin with `--! Previous:` and `--! Hash:`.',
    '`current.sql` beside it, or a folder `current` of numbered files, is listed while it holds statements: it becomes the next migration. Fixtures are none. The database is PostgreSQL.',
  ],
  filePatterns: ['**/committed/[0-9]*.sql', '**/current.sql', '**/current/[0-9]*.sql', '**/.gmrc'],
  down: 'Graphile Migrate has none.',
  runner: graphileMigrateRunner,
  find: findGraphileMigrate,
  read: readGraphileMigrate,
};
