import type { Dialect, Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { baseName } from '../../finding/paths.js';
import { readSqlMigration } from '../../sql-migration.js';
import type { StatementCount } from '../../transaction-placement.js';
import { implicitPlacement, placementOn } from '../../transaction-placement.js';
import { takeApart } from './dbmate-file.js';
import { dbmateName } from './find-dbmate.js';
import { dbmateRunner } from './dbmate-runner.js';

/** Reads the migrations of a folder of dbmate. */
export async function readDbmate(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  const runner = { ...dbmateRunner, transaction: placementOn(set.dialect, dbmateRunner.transaction) };
  for (const path of set.files) {
    const source = await view.read(path);
    const file = source && takeApart(source, runner.transaction, (reading) => outside(set.dialect, reading));
    if (source && !file) {
      const detail = 'dbmate refuses a migration without "-- migrate:up"';
      skipped.push({ file: path, line: 1, reason: 'unsupported-syntax', detail });
      continue;
    }
    if (file?.strayLine !== undefined) {
      const detail = 'dbmate refuses statements in front of "-- migrate:up"';
      skipped.push({ file: path, line: file.strayLine, reason: 'unsupported-syntax', detail });
    }
    const [, version = '', name = ''] = dbmateName.exec(baseName(path)) ?? [];
    const read = await readSqlMigration({
      set,
      path,
      name,
      version,
      runner,
      up: file?.up,
      down: file?.down,
      downWhenMissing: 'none',
    });
    facts.push(read.migration);
    skipped.push(...read.skipped);
  }
  return { facts, skipped };
}

function outside(dialect: Dialect, reading: StatementCount): Migration['runner']['transaction'] {
  const placement = implicitPlacement(dialect, reading);
  return placement === 'unknown' ? 'none' : placement;
}
