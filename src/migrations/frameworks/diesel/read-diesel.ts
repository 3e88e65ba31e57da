import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceText } from '../../../model/source-text.js';
import { baseName, directoryOf, resolveFrom } from '../../finding/paths.js';
import { readToml, tomlText } from '../../settings/toml.js';
import type { SqlDirection } from '../../sql-migration.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import { implicitPlacement, placementOn } from '../../transaction-placement.js';
import { versionOf } from './find-diesel.js';
import { dieselRunner } from './diesel-runner.js';

/** Reads the migrations of a folder of Diesel, `00000000000000_diesel_initial_setup` among them. */
export async function readDiesel(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  const runner = { ...dieselRunner, transaction: placementOn(set.dialect, dieselRunner.transaction) };
  for (const path of set.files) {
    const home = directoryOf(path);
    const inTransaction = await runsInTransaction(view, home);
    const direction = (source: SourceText): SqlDirection =>
      inTransaction
        ? wholeText(source, runner.transaction)
        : { ...wholeText(source, 'none'), placement: (reading) => implicitPlacement(set.dialect, reading) };
    const up = await view.read(path);
    const downPath = resolveFrom(home, 'down.sql') ?? '';
    const down = view.file(downPath) && (await view.read(downPath));
    const read = await readSqlMigration({
      set,
      path,
      ...(down ? { downPath } : {}),
      name: baseName(home).replace(/^[^_]*_/, ''),
      version: versionOf(path),
      runner,
      up: up && direction(up),
      down: down && direction(down),
      downWhenMissing: 'none',
    });
    facts.push(read.migration);
    skipped.push(...read.skipped);
  }
  return { facts, skipped };
}

/**
 * True unless `metadata.toml` says otherwise. A file that is there without the key says otherwise too: the field's default while reading
 * is `false` (migrations_internals/src/lib.rs, TomlMetadata).
 */
async function runsInTransaction(view: RepositoryView, home: string): Promise<boolean> {
  const path = resolveFrom(home, 'metadata.toml') ?? '';
  const source = view.file(path) && (await view.read(path));
  return source ? tomlText(readToml(source.text), 'run_in_transaction') === 'true' : true;
}
