import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { baseName, segmentsOf } from '../../finding/paths.js';
import { nearestTo } from '../../finding/nearest.js';
import { parseNumbered } from '../plain-sql/plain-name.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import { implicitPlacement, placementOn } from '../../transaction-placement.js';
import { grateCalls } from './grate-calls.js';
import { grateFolder } from './grate-folders.js';
import { grateRunner } from './grate-runner.js';

/** Reads the scripts of a directory of grate; those that run again and again are phases of their own. */
export async function readGrate(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const calls = nearestTo(await grateCalls(view), set.directory);
  const inOne = calls.some(({ isTransactional }) => isTransactional);
  const runs = inOne ? placementOn(set.dialect, 'all-migrations') : 'none';
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  for (const path of set.files) {
    const source = await view.read(path);
    const stem = baseName(path).replace(/\.sql$/i, '');
    const named = parseNumbered(stem);
    const phase = phaseOf(path, set.directory);
    const read = await readSqlMigration({
      set,
      path,
      name: named?.name === undefined || named.name === '' ? stem : named.name,
      version: named?.version ?? '',
      ...(phase !== undefined && { phase }),
      runner: { ...grateRunner, transaction: runs },
      up: source && {
        ...wholeText(source, runs),
        ...(!inOne && { placement: (reading) => implicitPlacement(set.dialect, reading) }),
      },
      downWhenMissing: 'unsupported',
    });
    facts.push(read.migration);
    skipped.push(...read.skipped);
  }
  return { facts, skipped };
}

/** `anytime: views`, `everytime: permissions`; `.EVERYTIME.` in a name says so for a single script. */
function phaseOf(path: string, directory: string): string | undefined {
  const [name = ''] = segmentsOf(directory === '.' ? path : path.slice(directory.length + 1));
  const folder = grateFolder(name);
  if (/(^|\.)everytime\./i.test(baseName(path))) return `everytime: ${folder?.name ?? name}`;
  return folder && folder.kind !== 'once' ? `${folder.kind}: ${folder.name}` : undefined;
}
