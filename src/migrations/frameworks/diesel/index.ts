import type { MigrationFramework } from '../../framework.js';
import { dieselRunner } from './diesel-runner.js';

export const diesel: MigrationFramework = {
  name: 'diesel',
  title: 'Diesel',
  homepage: 'https://diesel.rs',
  recognition: [
    'A folder of `<version>_<name>/up.sql` that `diesel.toml` or `embed_migrations!("…")` names, or in a project with a crate that depends on diesel.',
    'The same layout without Diesel (Hasura) is left to others.',
  ],
  filePatterns: [
    '**/migrations/*/up.sql',
    '**/migrations/*/down.sql',
    '**/migrations/*/metadata.toml',
    '**/diesel.toml',
  ],
  down: '`down.sql` beside `up.sql`.',
  runner: dieselRunner,
  find: async (view) => (await import('./find-diesel.js')).findDiesel(view),
  read: async (set, view) => (await import('./read-diesel.js')).readDiesel(set, view),
};
