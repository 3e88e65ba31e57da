import type { MigrationFramework } from '../../framework.js';
import { sqlxRunner } from './sqlx-runner.js';

export const sqlx: MigrationFramework = {
  name: 'sqlx',
  title: 'SQLx',
  homepage: 'https://github.com/launchbadge/sqlx',
  recognition: [
    'A folder of `<VERSION>_<DESCRIPTION>.sql` (or `.up.sql` and `.down.sql`) that `sqlx::migrate!("…")`, `Migrator::new`, `sqlx.toml` or a call of the command line (`sqlx migrate run --source`) names.',
    'A folder called `migrations` with such files in a crate that depends on sqlx.',
  ],
  filePatterns: ['**/migrations/[0-9]*_*.sql', '**/sqlx.toml'],
  down: 'The file `<VERSION>_<DESCRIPTION>.down.sql` beside an `.up.sql`.',
  runner: sqlxRunner,
  find: async (view) => (await import('./find-sqlx.js')).findSqlx(view),
  read: async (set, view) => (await import('./read-sqlx.js')).readSqlx(set, view),
};
