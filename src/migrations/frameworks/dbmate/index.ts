import type { MigrationFramework } from '../../framework.js';
import { dbmateRunner } from './dbmate-runner.js';

export const dbmate: MigrationFramework = {
  name: 'dbmate',
  title: 'dbmate',
  homepage: 'https://github.com/amacneil/dbmate',
  recognition: [
    'Any folder with SQL files whose names begin with digits and that hold a line `-- migrate:up`.',
    'The schema dump (`db/schema.sql`) is no migration.',
  ],
  filePatterns: ['**/[0-9]*.sql'],
  down: 'The block behind `-- migrate:down` in the same file.',
  runner: dbmateRunner,
  find: async (view) => (await import('./find-dbmate.js')).findDbmate(view),
  read: async (set, view) => (await import('./read-dbmate.js')).readDbmate(set, view),
};
