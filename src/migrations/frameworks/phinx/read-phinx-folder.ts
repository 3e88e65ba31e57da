import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { manifestsOf } from '../../finding/manifests.js';
import { nearestTo } from '../../finding/nearest.js';
import { directoryOf, isWithin } from '../../finding/paths.js';
import { phinxRunner } from './phinx-runner.js';
import { phinxSettings } from './phinx-settings.js';
import { readPhinxSet } from './read-phinx.js';

/** Reads a folder of Phinx; whether a column may be NULL depends on its settings and version. */
export async function readPhinx(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
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
