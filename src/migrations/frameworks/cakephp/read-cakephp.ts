import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { readPhinxSet } from '../phinx/read-phinx.js';
import { cakeSettings } from './cake-settings.js';
import { cakephpRunner } from './cakephp-runner.js';

/** Reads a folder of CakePHP's migrations, which are Phinx's with another runner; the settings say whether columns may be NULL. */
export async function readCakephp(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const { nullable } = await cakeSettings(view, set.directory);
  return readPhinxSet({ set, view, runner: cakephpRunner, nullable });
}
