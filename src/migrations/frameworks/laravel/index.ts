import type { MigrationFramework } from '../../framework.js';
import { laravelRunner } from './laravel-runner.js';

export const laravel: MigrationFramework = {
  name: 'laravel',
  title: 'Laravel',
  homepage: 'https://laravel.com/docs/migrations',
  recognition: [
    "PHP files with a class (named or not) that derives from Laravel's `Migration`, in any folder: database/migrations, those of modules and packages.",
    'The dialect comes from `DB_CONNECTION` in .env.example or the default of config/database.php, else from the drivers nearby.',
    'Seeders, factories, stubs and schema dumps are no migrations.',
  ],
  filePatterns: ['**/migrations/*.php'],
  extensions: ['.php'],
  down: 'The method `down`; an empty one is listed as such.',
  runner: laravelRunner,
  find: async (view) => (await import('./find-laravel.js')).findLaravel(view),
  read: async (set, view) => (await import('./read-laravel.js')).readLaravel(set, view),
};
