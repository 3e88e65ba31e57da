import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SqlMigrationFiles } from '../../sql-migration.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import { isTemplated } from '../../templated.js';
import { opaqueMigration } from '../../opaque-migration.js';
import { takeApart } from './plain-sections.js';
import type { PlainEntry } from './plain-sets.js';
import { plainSets } from './plain-sets.js';
import { plainRunner } from './plain-sql-runner.js';

/**
 * Reads a folder of numbered SQL. A migration without a way back counts as lacking one where its neighbours have theirs; where none has,
 * the runner knows none.
 */
export async function readPlainSql(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const own = new Set(set.files);
  const plain = (await plainSets(view)).find((candidate) =>
    candidate.entries.some(({ path }) => own.has(path)),
  );
  const entries = new Map(plain?.entries.map((entry) => [entry.path, entry]));
  const found: SqlMigrationFiles[] = [];
  for (const path of set.files) {
    const entry = entries.get(path);
    if (entry) found.push(await filesOf(entry, set, view));
  }
  const someGoBack = found.some(({ down, downPath }) => down !== undefined || downPath !== undefined);
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  for (const files of found) {
    if (files.up && isTemplated(files.up.source.text)) {
      facts.push(templatedMigration(files));
      continue;
    }
    const read = await readSqlMigration({ ...files, downWhenMissing: someGoBack ? 'none' : 'unsupported' });
    facts.push(read.migration);
    skipped.push(...read.skipped);
  }
  const orphans: readonly Skipped[] = (plain?.orphans ?? []).map((file) => ({
    file,
    reason: 'unsupported-syntax',
    detail: 'a way back without a migration of its number and name',
  }));
  return { facts, skipped: [...skipped, ...orphans] };
}

async function filesOf(
  entry: PlainEntry,
  set: MigrationSet,
  view: RepositoryView,
): Promise<SqlMigrationFiles> {
  const source = await view.read(entry.path);
  const downSource = entry.downPath === undefined ? undefined : await view.read(entry.downPath);
  const parts = source && takeApart(source);
  const down = downSource ? wholeText(downSource, 'unknown') : parts?.down;
  const noTransaction = parts?.up.parts[0]?.transaction === 'none';
  return {
    set,
    path: entry.path,
    ...(entry.downPath === undefined ? {} : { downPath: entry.downPath }),
    name: entry.name,
    version: entry.version,
    runner: noTransaction ? { ...plainRunner, transaction: 'none' } : plainRunner,
    up: parts?.up,
    down,
    downWhenMissing: 'none',
  };
}

/** A file with branches and calls of a template language: what it holds depends on what fills it in. */
function templatedMigration(files: SqlMigrationFiles): Migration {
  const back = files.downPath === undefined ? {} : { downPath: files.downPath };
  const migration = opaqueMigration({
    set: files.set,
    path: files.path,
    name: files.name,
    version: files.version,
    down: files.downPath === undefined && files.down === undefined ? 'none' : 'explicit',
    runner: files.runner,
    reason: 'the file is a template with branches or calls',
    source: files.up?.source,
  });
  return { ...migration, ...back };
}
