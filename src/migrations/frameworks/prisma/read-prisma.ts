import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceText } from '../../../model/source-text.js';
import { baseName, directoryOf, resolveFrom } from '../../finding/paths.js';
import { opaqueMigration } from '../../opaque-migration.js';
import type { SqlDirection } from '../../sql-migration.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import { isDataMigration } from './find-prisma.js';
import { placementOf, runnerOn } from './prisma-runner.js';
import { sendingFor } from './prisma-settings.js';

/** Reads the migrations of a folder of Prisma. A `down.sql` that someone wrote by hand beside one counts as its way back. */
export async function readPrisma(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const sending = await sendingFor(view, set.directory);
  const runner = runnerOn(set.dialect, sending);
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  const sent = (source: SourceText): SqlDirection => ({
    ...wholeText(source, 'unknown'),
    placement: (reading) => placementOf(set.dialect, sending, reading),
  });
  for (const path of set.files) {
    const home = directoryOf(path);
    const [, version = '', name = ''] = /^(\d*)_?(.*)$/.exec(baseName(home)) ?? [];
    const up = await view.read(path);
    if (isDataMigration(path)) {
      const reason = 'the data migration is a program that the project runs itself';
      const own = { ...runner, transaction: 'unknown' as const };
      facts.push(
        opaqueMigration({
          set,
          path,
          name,
          version,
          phase: 'data',
          down: 'unsupported',
          runner: own,
          reason,
          source: up,
        }),
      );
      continue;
    }
    const downPath = resolveFrom(home, 'down.sql') ?? '';
    const down = view.file(downPath) && (await view.read(downPath));
    const read = await readSqlMigration({
      set,
      path,
      ...(down ? { downPath } : {}),
      name,
      version,
      runner,
      up: up && sent(up),
      down: down && wholeText(down, 'unknown'),
      downWhenMissing: 'unsupported',
    });
    facts.push(read.migration);
    skipped.push(...read.skipped);
  }
  return { facts, skipped };
}
