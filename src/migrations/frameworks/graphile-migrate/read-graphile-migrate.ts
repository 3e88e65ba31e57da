import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import { baseName, directoryOf } from '../../finding/paths.js';
import { neutralised } from '../../placeholders.js';
import { readEach } from '../../read-each.js';
import type { SqlDirection } from '../../sql-migration.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import { implicitPlacement } from '../../transaction-placement.js';
import { committedName } from './find-graphile-migrate.js';
import { graphileMigrateRunner } from './graphile-migrate-runner.js';

/** Reads the committed migrations and the one being written. */
export async function readGraphileMigrate(
  set: MigrationSet,
  view: RepositoryView,
): Promise<Reading<Migration>> {
  return readEach(set.files, async (path) => {
    const isCommitted = baseName(directoryOf(path)) === 'committed';
    const [, version = '', name = ''] = (isCommitted && committedName.exec(baseName(path))) || [];
    const written = await view.read(path);
    const source = written && neutralised(written, /(?<![:\w]):([A-Z][A-Z0-9_]+)\b/g);
    return readSqlMigration({
      set,
      path,
      name: isCommitted ? name : baseName(path).replace(/\.sql$/, ''),
      version,
      ...(isCommitted ? {} : { phase: 'current' }),
      runner: graphileMigrateRunner,
      up: source && directionOf(source),
      downWhenMissing: 'unsupported',
    });
  });
}

function directionOf(source: SourceText): SqlDirection {
  const isOff = /^(?:--! (?:Previous|Hash|Message):[^\n]*\n)*\s*--!\s*no-transaction\b/.test(source.text);
  return isOff
    ? { ...wholeText(source, 'none'), placement: (reading) => implicitPlacement('postgresql', reading) }
    : wholeText(source, graphileMigrateRunner.transaction);
}
