import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { baseName } from '../../finding/paths.js';
import { programSources } from '../../finding/program-sources.js';
import { opaqueMigration } from '../../opaque-migration.js';
import { readEach, refused, taken } from '../../read-each.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import { placementOn } from '../../transaction-placement.js';
import { parseRefineryName } from './find-refinery.js';
import { refineryRunner } from './refinery-runner.js';

/** Reads the migrations of a folder of refinery. */
export async function readRefinery(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const wanted = (await isGrouped(view)) ? 'all-migrations' : refineryRunner.transaction;
  const runner = { ...refineryRunner, transaction: placementOn(set.dialect, wanted) };
  return readEach(set.files, async (path) => {
    const parsed = parseRefineryName(baseName(path));
    if (!parsed) return refused(path, 'refinery does not know the name');
    const source = await view.read(path);
    const common = {
      set,
      path,
      name: parsed.name,
      version: parsed.version,
      runner,
      ...(parsed.isVersioned ? {} : { phase: 'unversioned' }),
    };
    if (parsed.kind === 'rs')
      return taken(
        opaqueMigration({
          ...common,
          down: 'unsupported',
          reason: 'the migration is a Rust program',
          source,
        }),
      );
    const up = source && wholeText(source, runner.transaction);
    return readSqlMigration({ ...common, up, downWhenMissing: 'unsupported' });
  });
}

async function isGrouped(view: RepositoryView): Promise<boolean> {
  const callers = await programSources(view, {
    extensions: ['.rs'],
    dependency: /^refinery/,
    word: /\bset_grouped\(\s*true\s*\)/,
  });
  return callers.length > 0;
}
