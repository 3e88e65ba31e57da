import type { Migration, MigrationSet, TransactionPlacement } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { baseName } from '../../finding/paths.js';
import { readEach, refused } from '../../read-each.js';
import type { Section } from '../../sections.js';
import { sectionsOf } from '../../sections.js';
import type { SqlPart } from '../../sql-migration.js';
import { readSqlMigration } from '../../sql-migration.js';
import { placementOn } from '../../transaction-placement.js';
import { upAnnotation } from './find-sql-migrate.js';
import { sqlMigrateRunner } from './sql-migrate-runner.js';

/** Reads the migrations of a folder of sql-migrate. */
export async function readSqlMigrate(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const runner = { ...sqlMigrateRunner, transaction: placementOn(set.dialect, sqlMigrateRunner.transaction) };
  return readEach(set.files, async (path) => {
    const source = await view.read(path);
    if (source && !upAnnotation.test(source.text))
      return refused(path, 'sql-migrate refuses a migration without "-- +migrate Up"');
    const sections = source ? sectionsOf(source, markerOf, 'neither') : [];
    const up = partsOf(sections, 'up', runner.transaction);
    const down = partsOf(sections, 'down', runner.transaction);
    const [, version = '', name = ''] = /^(\d*)[_-]?(.*)\.sql$/.exec(baseName(path)) ?? [];
    return readSqlMigration({
      set,
      path,
      name,
      version,
      runner: up[0]?.transaction === 'none' ? { ...runner, transaction: 'none' } : runner,
      up: source && { source, parts: up },
      down: source && down.length > 0 ? { source, parts: down } : undefined,
      downWhenMissing: 'none',
    });
  });
}

function markerOf(line: string): Section['direction'] | undefined {
  const word = /^-- \+migrate (Up|Down)\b/.exec(line)?.[1];
  return word === undefined ? undefined : word === 'Up' ? 'up' : 'down';
}

/** `notransaction` in one section of a direction goes for all of it. */
function partsOf(
  sections: readonly Section[],
  direction: 'up' | 'down',
  inTransaction: TransactionPlacement,
): readonly SqlPart[] {
  const own = sections.filter((section) => section.direction === direction);
  const isOff = own.some(({ marker }) => /\snotransaction(\s|$)/.test(marker));
  return own.map(({ start, end }) => ({ start, end, transaction: isOff ? 'none' : inTransaction }));
}
