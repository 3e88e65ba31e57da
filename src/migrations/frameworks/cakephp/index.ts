import type { MigrationFramework } from '../../framework.js';
import { cakephpRunner } from './cakephp-runner.js';

export const cakephp: MigrationFramework = {
  name: 'cakephp',
  title: 'CakePHP Migrations',
  homepage: 'https://book.cakephp.org/migrations/4/en/index.html',
  recognition: [
    "PHP files named by a time whose class derives from CakePHP's `Migrations\\AbstractMigration` or `BaseMigration`: config/Migrations of the application and of each plugin.",
    'The dialect comes from the driver of the data source in config/app.php or its examples, else from `DATABASE_URL` or the PHP extensions in composer.json.',
  ],
  filePatterns: ['**/config/Migrations/[0-9]*_*.php'],
  extensions: ['.php'],
  down: 'The method `down`, or `change`, which is turned round where it adds, creates or renames.',
  runner: cakephpRunner,
  find: async (view) => (await import('./find-cakephp.js')).findCakephp(view),
  read: async (set, view) => (await import('./read-cakephp.js')).readCakephp(set, view),
};
