import type { MigrationFramework } from '../../framework.js';
import { seaOrmRunner } from './sea-orm-runner.js';

export const seaOrm: MigrationFramework = {
  name: 'sea-orm',
  title: 'SeaORM Migration',
  homepage: 'https://www.sea-ql.org/SeaORM/docs/migration/writing-migration/',
  recognition: [
    'Rust files that implement `MigrationTrait`, in any crate; one set per folder.',
    'The list of the `MigratorTrait` in the same folder says in which order they run.',
    'The dialect comes from the features of sea-orm or sqlx in `Cargo.toml`.',
  ],
  filePatterns: ['**/m[0-9]*_*.rs'],
  extensions: ['.rs'],
  down: 'The function `down`; without one the migration cannot be turned back.',
  runner: seaOrmRunner,
  find: async (view) => (await import('./find-sea-orm.js')).findSeaOrm(view),
  read: async (set, view) => (await import('./read-sea-orm.js')).readSeaOrm(set, view),
};
