import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { nearestTo } from '../../finding/nearest.js';
import { baseName } from '../../finding/paths.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import { implicitPlacement, placementOn } from '../../transaction-placement.js';
import { parseEvolveName } from './evolve-name.js';
import { evolveSettings } from './evolve-settings.js';
import { evolveRunner } from './evolve-runner.js';

/** Reads the scripts of a location of Evolve. */
export async function readEvolve(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const [settings] = nearestTo(await evolveSettings(view), set.directory);
  const runs = placementOn(set.dialect, settings?.transaction ?? 'per-migration');
  const runner = { ...evolveRunner, transaction: runs, holdsLock: settings?.holdsLock ?? true };
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  for (const path of set.files) {
    const parsed = parseEvolveName(baseName(path), settings);
    if (!parsed) continue;
    const source = await view.read(path);
    const isOff = source !== undefined && /\bevolve-tx-off\b/i.test(source.line(1));
    const read = await readSqlMigration({
      set,
      path,
      name: parsed.name,
      version: parsed.version,
      ...(parsed.isRepeatable && { phase: 'repeatable' }),
      runner,
      up: source && {
        ...wholeText(source, isOff ? 'none' : runs),
        ...(isOff && { placement: (reading) => implicitPlacement(set.dialect, reading) }),
      },
      downWhenMissing: 'unsupported',
    });
    facts.push(read.migration);
    skipped.push(...read.skipped);
  }
  return { facts, skipped };
}
