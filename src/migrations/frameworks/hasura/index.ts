import type { MigrationFramework } from '../../framework.js';
import { hasuraRunner } from './hasura-runner.js';

export const hasura: MigrationFramework = {
  name: 'hasura',
  title: 'Hasura',
  homepage: 'https://hasura.io/docs/2.0/migrations-metadata-seeds/overview/',
  recognition: [
    'Folders `<version>_<name>` with `up.sql` (and `down.sql`) in the migrations folder of a project whose `config.yaml` names `metadata_directory`: one set per database.',
    'The kind of a database stands in `metadata/databases/databases.yaml`. Steps in `up.yaml` are listed, not read; seeds are no migrations.',
  ],
  filePatterns: ['**/migrations/**/[0-9]*_*/up.sql', '**/migrations/**/[0-9]*_*/down.sql', '**/config.yaml'],
  down: '`down.sql` beside `up.sql`.',
  runner: hasuraRunner,
  find: async (view) => (await import('./find-hasura.js')).findHasura(view),
  read: async (set, view) => (await import('./read-hasura.js')).readHasura(set, view),
};
