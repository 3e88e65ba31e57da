import type { Migration, MigrationSet, RunnerModel } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { baseName, directoryOf, resolveFrom } from '../../finding/paths.js';
import { opaqueMigration } from '../../opaque-migration.js';
import { readEach, taken } from '../../read-each.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import { placementOn } from '../../transaction-placement.js';
import { hasuraFolder } from './find-hasura.js';

/** Hasura's server runs the statements of one `run_sql` in a transaction (https://hasura.io/docs/2.0/api-reference/schema-api/run-sql/). No lock. */
export const hasuraRunner: RunnerModel = { transaction: 'per-migration', holdsLock: false };

/** Reads the migrations of a database of Hasura. */
export async function readHasura(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const runner = { ...hasuraRunner, transaction: placementOn(set.dialect, hasuraRunner.transaction) };
  return readEach(set.files, async (path) => {
    const home = directoryOf(path);
    const [, version = '', name = ''] = hasuraFolder.exec(baseName(home)) ?? [];
    const source = await view.read(path);
    const downPath = resolveFrom(home, baseName(path).replace('up', 'down')) ?? '';
    const down = view.file(downPath) && (await view.read(downPath));
    const back = down ? { downPath } : {};
    if (path.endsWith('.yaml')) {
      const migration = opaqueMigration({
        set,
        path,
        name,
        version,
        down: down && down.text.trim() !== '' && down.text.trim() !== '[]' ? 'explicit' : 'none',
        runner,
        reason: 'the migration is a list of calls of Hasura',
        source,
      });
      return taken({ ...migration, ...back });
    }
    return readSqlMigration({
      set,
      path,
      ...back,
      name,
      version,
      runner,
      up: source && wholeText(source, runner.transaction),
      down: down && wholeText(down, runner.transaction),
      downWhenMissing: 'none',
    });
  });
}
