import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { liquibaseSets } from './find-liquibase.js';
import { readChangeSet } from './read-change-set.js';
import { readSqlChangeSet } from './read-sql-change-set.js';

/** Reads the change sets of a set, each as one migration. */
export async function readLiquibase(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const own = new Set(set.files);
  const found = (await liquibaseSets(view)).find(({ files }) => files.some((path) => own.has(path)));
  const facts: Migration[] = [];
  const skipped: Skipped[] = [...(found?.tree.skipped ?? [])];
  if (!found) return { facts, skipped };
  const { changeSets, parameters } = found.tree;
  for (const met of changeSets) {
    if (!own.has(met.file)) continue;
    const scene = { set, view, parameters, changeSets };
    const read = 'node' in met ? await readChangeSet(met, scene) : await readSqlChangeSet(met, scene);
    facts.push(read.migration);
    skipped.push(...read.skipped);
  }
  return { facts, skipped };
}
