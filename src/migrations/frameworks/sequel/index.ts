import type { MigrationFramework } from '../../framework.js';
import { sequelRunner } from './sequel-runner.js';

export const sequel: MigrationFramework = {
  name: 'sequel',
  title: 'Sequel (also ROM and Hanami)',
  homepage: 'https://sequel.jeremyevans.net/rdoc/files/doc/migration_rdoc.html',
  recognition: [
    'Ruby files whose names begin with a number and that call `Sequel.migration` or `ROM::SQL.migration`, in any folder.',
  ],
  filePatterns: ['**/[0-9]*_*.rb'],
  extensions: ['.rb'],
  down: 'The block `down`; `change` is turned round by Sequel where it can be.',
  runner: sequelRunner,
  find: async (view) => (await import('./find-sequel.js')).findSequel(view),
  read: async (set, view) => (await import('./read-sequel.js')).readSequel(set, view),
};
