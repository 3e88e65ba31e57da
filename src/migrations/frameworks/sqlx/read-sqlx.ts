import type { Dialect, Migration, MigrationSet, RunnerModel } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import { baseName } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import { readEach } from '../../read-each.js';
import type { SqlDirection } from '../../sql-migration.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import { implicitPlacement, placementOn } from '../../transaction-placement.js';
import { parseSqlxName } from './sqlx-name.js';
import { sqlxRunner } from './sqlx-runner.js';

/** Reads the migrations of a folder of SQLx. */
export async function readSqlx(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const runner = runnerOn(set.dialect);
  const downs = downFiles(set, view);
  // Where all are plain `.sql`, none can be reverted: SQLx calls them simple migrations.
  const isReversible = set.files.some((path) => parseSqlxName(baseName(path))?.direction === 'up');
  const direction = (source: SourceText): SqlDirection =>
    source.text.startsWith('-- no-transaction')
      ? { ...wholeText(source, 'none'), placement: (reading) => implicitPlacement(set.dialect, reading) }
      : wholeText(source, runner.transaction);
  return readEach(set.files, async (path) => {
    const { version = '', name = '', number } = parseSqlxName(baseName(path)) ?? {};
    const downPath = number === undefined ? undefined : downs.get(number);
    const up = await view.read(path);
    const down = downPath === undefined ? undefined : await view.read(downPath);
    return readSqlMigration({
      set,
      path,
      ...(downPath === undefined ? {} : { downPath }),
      name,
      version,
      runner,
      up: up && direction(up),
      down: down && direction(down),
      downWhenMissing: isReversible ? 'none' : 'unsupported',
    });
  });
}

function runnerOn(dialect: Dialect): RunnerModel {
  return {
    ...sqlxRunner,
    transaction: placementOn(dialect, sqlxRunner.transaction),
    holdsLock: dialect !== 'sqlite',
  };
}

function downFiles(set: MigrationSet, view: RepositoryView): ReadonlyMap<bigint, string> {
  const downs = new Map<bigint, string>();
  for (const { path } of filesByDirectory(view).get(set.directory) ?? []) {
    const name = parseSqlxName(baseName(path));
    if (name?.direction === 'down') downs.set(name.number, path);
  }
  return downs;
}
