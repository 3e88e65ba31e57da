import type { MigrationFramework } from '../../framework.js';
import { drizzleRunner } from './drizzle-runner.js';

export const drizzle: MigrationFramework = {
  name: 'drizzle',
  title: 'Drizzle',
  homepage: 'https://orm.drizzle.team',
  recognition: [
    'A folder with `meta/_journal.json`: its entries name the migrations, in their order.',
    'From Drizzle 1.0 on: a folder of `<time>_<name>/migration.sql` with a `snapshot.json` beside each.',
    'The dialect stands in the journal, the snapshot or `drizzle.config.*`; snapshots are no migrations, nor are SQL files that the journal does not name.',
  ],
  filePatterns: [
    '**/meta/_journal.json',
    '**/[0-9]*_*.sql',
    '**/[0-9]*_*/migration.sql',
    '**/drizzle.config.*',
  ],
  down: 'Drizzle has none.',
  runner: drizzleRunner,
  find: async (view) => (await import('./find-drizzle.js')).findDrizzle(view),
  read: async (set, view) => (await import('./read-drizzle.js')).readDrizzle(set, view),
};
