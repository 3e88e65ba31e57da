import type { MigrationFramework } from '../../framework.js';
import { findDiesel } from './find-diesel.js';
import { dieselRunner, readDiesel } from './read-diesel.js';

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
  find: findDiesel,
  read: readDiesel,
};
