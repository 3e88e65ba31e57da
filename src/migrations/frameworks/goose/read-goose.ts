import type { Migration, MigrationSet, RunnerModel } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceText } from '../../../model/source-text.js';
import { baseName } from '../../finding/paths.js';
import { goProgramOf, readGoMigration } from '../../go-programs/go-migration.js';
import { TableMemory } from '../../go-programs/table-memory.js';
import { opaqueMigration } from '../../opaque-migration.js';
import type { ReadMigration } from '../../sql-migration.js';
import { readSqlMigration } from '../../sql-migration.js';
import { placementOn } from '../../transaction-placement.js';
import { takeApart } from './goose-file.js';
import type { GooseName } from './goose-name.js';
import { parseGooseName } from './goose-name.js';
import { gooseRegistration } from './goose-registration.js';
import { gooseRunner } from './goose-runner.js';

/** Reads the migrations of a folder of goose. */
export async function readGoose(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  const memory = new TableMemory();
  const runner = { ...gooseRunner, transaction: placementOn(set.dialect, gooseRunner.transaction) };
  for (const path of set.files) {
    const name = parseGooseName(baseName(path));
    if (!name) continue;
    const source = await view.read(path);
    const read =
      name.kind === 'go'
        ? await goMigration(set, path, name, runner, source, { view, memory })
        : await sqlMigration(set, path, name, runner, source);
    if (read.migration) facts.push(read.migration);
    skipped.push(...read.skipped);
  }
  return { facts, skipped };
}

async function sqlMigration(
  set: MigrationSet,
  path: string,
  { name, version }: GooseName,
  runner: RunnerModel,
  source: SourceText | undefined,
): Promise<ReadMigration | { readonly migration: undefined; readonly skipped: readonly Skipped[] }> {
  const file = source && takeApart(source, runner.transaction);
  if (source && !file) {
    const detail = 'goose refuses a migration without "-- +goose Up"';
    return { migration: undefined, skipped: [{ file: path, line: 1, reason: 'unsupported-syntax', detail }] };
  }
  return readSqlMigration({
    set,
    path,
    name,
    version,
    runner,
    up: file?.up,
    down: file?.down,
    downWhenMissing: 'none',
  });
}

async function goMigration(
  set: MigrationSet,
  path: string,
  { name, version }: GooseName,
  runner: RunnerModel,
  source: SourceText | undefined,
  { view, memory }: { readonly view: RepositoryView; readonly memory: TableMemory },
): Promise<ReadMigration> {
  const program = await goProgramOf(view);
  const registration = await gooseRegistration(path, program);
  if (!registration || !source) {
    const reason = 'the registration of the migration is not found';
    const down = 'none' as const;
    return {
      migration: opaqueMigration({ set, path, name, version, down, runner, reason, source }),
      skipped: [],
    };
  }
  const { up, down, inTransaction, start, end } = registration;
  const transaction = inTransaction ? runner.transaction : 'none';
  const span = source.span(start, end);
  return readGoMigration(
    { set, path, name, version, runner: { ...runner, transaction }, transaction, up, down, span },
    { program, view, memory },
  );
}
