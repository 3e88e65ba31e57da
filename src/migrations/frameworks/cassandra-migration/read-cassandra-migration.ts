import type { Migration, MigrationSet, RunnerModel } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import { opaqueMigration } from '../../opaque-migration.js';
import { readEach, taken } from '../../read-each.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import { cassandraRunner } from './cassandra-migration-runner.js';

/** Reads the CQL of a set; Python files of cassandra-migrate are listed. */
export async function readCassandraMigration(
  set: MigrationSet,
  view: RepositoryView,
): Promise<Reading<Migration>> {
  const runner: RunnerModel = { ...cassandraRunner, holdsLock: await hasConsensus(view) };
  return readEach(set.files, async (path) => {
    const source = await view.read(path);
    const stem = baseName(path).replace(/\.\w+$/, '');
    const [, version = '', name = stem] = /^[vV]?(\d+)[._-]+(.+)$/.exec(stem) ?? [];
    const common = { set, path, name, version, runner };
    if (path.endsWith('.py'))
      return taken(
        opaqueMigration({
          ...common,
          down: 'unsupported',
          reason: 'the migration is a program (.py)',
          source,
        }),
      );
    return readSqlMigration({
      ...common,
      up: source && wholeText(source, 'none'),
      downWhenMissing: 'unsupported',
    });
  });
}

/** `with-consensus: true`, or the third argument of `new MigrationTask(…)`; cassandra-migrate always marks what is in progress. */
const hasConsensus = oncePerView(async (view: RepositoryView): Promise<boolean> => {
  for (const { path } of productFiles(view)) {
    const name = baseName(path);
    if (/^cassandra-migrate[\w.-]*\.ya?ml$/.test(name)) return true;
    if (!/^(application|bootstrap)[\w-]*\.(ya?ml|properties)$/.test(name)) continue;
    if (/\bwith-?consensus\s*[:=]\s*true\b/i.test((await view.read(path))?.text ?? '')) return true;
  }
  return false;
});
