import type { Migration, MigrationSet, RunnerModel } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { nearestTo } from '../../finding/nearest.js';
import { manifestsOf } from '../../finding/manifests.js';
import { directoryOf, isWithin } from '../../finding/paths.js';
import type { MigrationFramework } from '../../framework.js';
import { findPhinx } from './find-phinx.js';
import { phinxSettings } from './phinx-settings.js';
import { readPhinxSet } from './read-phinx.js';

/** Phinx begins a transaction before each migration and commits it behind, whatever the adapter (Migration/Manager/Environment.php). */
const phinxRunner: RunnerModel = { transaction: 'per-migration', holdsLock: false };

async function readPhinx(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  return readPhinxSet({ set, view, runner: phinxRunner, nullable: await isNullable(set, view) });
}

/** Columns may be NULL unless they say otherwise from 0.13 on; before that, and by a feature flag, it is the other way round. */
async function isNullable(set: MigrationSet, view: RepositoryView): Promise<boolean> {
  const said = nearestTo(await phinxSettings(view), set.directory).find(
    ({ nullable }) => nullable !== undefined,
  );
  if (said?.nullable !== undefined) return said.nullable;
  const versions = (await manifestsOf(view)).filter(
    ({ file, dependencies }) =>
      dependencies.has('robmorgan/phinx') && isWithin(set.directory, directoryOf(file)),
  );
  const version = versions.map(({ dependencies }) => dependencies.get('robmorgan/phinx')).at(-1) ?? '';
  return !/^[\^~>=v ]*0\.(\d|1[0-2])(\D|$)/.test(version);
}

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
  down: 'The method `down`, or `change`, which is turned round where it adds, creates or renames.',
  runner: phinxRunner,
  find: findPhinx,
  read: readPhinx,
};
