import type { MigrationFramework } from '../../framework.js';
import { phinxRunner } from './phinx-runner.js';

export const phinx: MigrationFramework = {
  name: 'phinx',
  title: 'Phinx',
  homepage: 'https://book.cakephp.org/phinx/0/en/index.html',
  recognition: [
    "PHP files named by a time whose class derives from Phinx's `AbstractMigration`.",
    'A folder is configured when `paths.migrations` of phinx.php, .yml, .yaml or .json names it, patterns included; without one it is db/migrations.',
    'The dialect comes from the adapter of the default environment, else from the name of the folder or the PHP extensions in composer.json.',
  ],
  filePatterns: ['**/[0-9]*_*.php'],
  extensions: ['.php'],
  down: 'The method `down`, or `change`, which is turned round where it adds, creates or renames.',
  runner: phinxRunner,
  find: async (view) => (await import('./find-phinx.js')).findPhinx(view),
  read: async (set, view) => (await import('./read-phinx-folder.js')).readPhinx(set, view),
};
