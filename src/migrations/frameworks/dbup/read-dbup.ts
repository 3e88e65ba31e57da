import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { nearestTo } from '../../finding/nearest.js';
import { baseName } from '../../finding/paths.js';
import { neutralised } from '../../placeholders.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import { implicitPlacement, placementOn } from '../../transaction-placement.js';
import { dbUpPrograms } from './dbup-programs.js';
import { dbUpRunner } from './dbup-runner.js';

/** Reads the scripts of a project with DbUp. */
export async function readDbUp(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const [program] = nearestTo(await dbUpPrograms(view), set.directory);
  const wanted = program?.transaction ?? 'none';
  const runs = placementOn(set.dialect, wanted);
  const runner = { ...dbUpRunner, transaction: runs };
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  for (const path of set.files) {
    const written = await view.read(path);
    // `$name$` is a variable; on PostgreSQL it begins and ends a text, too.
    const source =
      written && set.dialect !== 'postgresql' ? neutralised(written, /\$([A-Za-z_][\w-]{0,60})\$/g) : written;
    const { version, name } = nameOf(baseName(path));
    const read = await readSqlMigration({
      set,
      path,
      name,
      version,
      runner,
      up: source && {
        ...wholeText(source, runs),
        ...(wanted === 'none' && { placement: (reading) => implicitPlacement(set.dialect, reading) }),
      },
      downWhenMissing: 'unsupported',
    });
    facts.push(read.migration);
    skipped.push(...read.skipped);
  }
  return { facts, skipped };
}

/** `Script0001 - Create orders.sql`, `0001_create_orders.sql`. */
function nameOf(file: string): { readonly version: string; readonly name: string } {
  const stem = file.replace(/\.sql$/i, '');
  const match = /^(?:Script|[vV])?[-_ ]?(\d+(?:[._-]\d+)*)[-_ .]*(.*)$/s.exec(stem);
  const name = match?.[2]?.trim() ?? '';
  return { version: match?.[1] ?? '', name: name === '' ? stem : name };
}
