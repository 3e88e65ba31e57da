import type { Migration, MigrationSet, RunnerModel } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { MigrationFramework } from '../../framework.js';
import { readPhinxSet } from '../phinx/read-phinx.js';
import { cakeSettings } from './cake-settings.js';
import { findCakephp } from './find-cakephp.js';

/** CakePHP's migrations ask the migration whether to begin a transaction (src/Migration/Environment.php). */
const cakephpRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '`public function useTransactions(): bool { return false; }` in the class',
  holdsLock: false,
};

async function readCakephp(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const { nullable } = await cakeSettings(view, set.directory);
  return readPhinxSet({ set, view, runner: cakephpRunner, nullable });
}

export const cakephp: MigrationFramework = {
  name: 'cakephp',
  title: 'CakePHP Migrations',
  homepage: 'https://book.cakephp.org/migrations/4/en/index.html',
  recognition: [
    "PHP files named by a time whose class derives from CakePHP's `Migrations\\AbstractMigration` or `BaseMigration`: config/Migrations of the application and of each plugin.",
    'The dialect comes from the driver of the data source in config/app.php or its examples, else from `DATABASE_URL` or the PHP extensions in composer.json.',
  ],
  filePatterns: ['**/config/Migrations/[0-9]*_*.php'],
  down: 'The method `down`, or `change`, which is turned round where it adds, creates or renames.',
  runner: cakephpRunner,
  find: findCakephp,
  read: readCakephp,
};
