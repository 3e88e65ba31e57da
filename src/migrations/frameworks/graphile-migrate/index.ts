import type { MigrationFramework } from '../../framework.js';
import { graphileMigrateRunner } from './graphile-migrate-runner.js';

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
  find: async (view) => (await import('./find-graphile-migrate.js')).findGraphileMigrate(view),
  read: async (set, view) => (await import('./read-graphile-migrate.js')).readGraphileMigrate(set, view),
};
