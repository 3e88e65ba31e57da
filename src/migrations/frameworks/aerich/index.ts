import type { MigrationFramework } from '../../framework.js';
import { aerichRunner } from './aerich-runner.js';

export const aerich: MigrationFramework = {
  name: 'aerich',
  title: 'Aerich (Tortoise ORM)',
  homepage: 'https://github.com/tortoise/aerich',
  recognition: [
    'Python files in `migrations/<app>` with a function `upgrade(db)` that gives back SQL, beside an import of `BaseDBAsyncClient` of Tortoise.',
    'The dialect comes from the connection URL of the settings, else from the driver among the dependencies, else from the SQL itself.',
  ],
  filePatterns: ['**/migrations/*/[0-9]*_*_*.py'],
  extensions: ['.py'],
  down: 'A function `downgrade` that gives back SQL.',
  runner: aerichRunner,
  find: async (view) => (await import('./find-aerich.js')).findAerich(view),
  read: async (set, view) => (await import('./read-aerich.js')).readAerich(set, view),
};
