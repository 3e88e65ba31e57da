import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import { baseName, directoryOf, resolveFrom } from '../../finding/paths.js';
import { scriptsOf } from '../../finding/scripts.js';
import { opaqueMigration } from '../../opaque-migration.js';
import { readEach, taken } from '../../read-each.js';
import type { SqlDirection } from '../../sql-migration.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import { implicitPlacement, placementOn } from '../../transaction-placement.js';
import { hasuraFolder } from './find-hasura.js';
import { hasuraRunner } from './hasura-runner.js';

/** Reads the migrations of a database of Hasura. */
export async function readHasura(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const runner = { ...hasuraRunner, transaction: placementOn(set.dialect, hasuraRunner.transaction) };
  const isOffForAll = await callsWithoutTransaction(view);
  const direction = (source: SourceText): SqlDirection =>
    set.dialect !== 'sqlserver' && (isOffForAll || source.line(1).trim() === '-- hasura:no-transaction')
      ? { ...wholeText(source, 'none'), placement: (reading) => implicitPlacement(set.dialect, reading) }
      : wholeText(source, runner.transaction);
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
      up: source && direction(source),
      down: down && direction(down),
      downWhenMissing: 'none',
    });
  });
}

async function callsWithoutTransaction(view: RepositoryView): Promise<boolean> {
  const scripts = await scriptsOf(view);
  return scripts.some(({ text }) => /\bmigrate\s+apply\b[^\n]{0,500}\s--no-transaction\b/.test(text));
}
