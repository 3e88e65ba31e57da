import type { DownForm, Migration, MigrationSet, RunnerModel } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceText } from '../../../model/source-text.js';
import { baseName } from '../../finding/paths.js';
import { opaqueMigration } from '../../opaque-migration.js';
import type { ReadMigration } from '../../sql-migration.js';
import { readSqlMigration } from '../../sql-migration.js';
import { placementOn } from '../../transaction-placement.js';
import { takeApart } from './goose-file.js';
import type { GooseName } from './goose-name.js';
import { goMigrationCall, parseGooseName } from './goose-name.js';
import { gooseRunner } from './goose-runner.js';

/** Reads the migrations of a folder of goose. */
export async function readGoose(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  const runner = { ...gooseRunner, transaction: placementOn(set.dialect, gooseRunner.transaction) };
  for (const path of set.files) {
    const name = parseGooseName(baseName(path));
    if (!name) continue;
    const source = await view.read(path);
    const read =
      name.kind === 'go'
        ? { migration: goMigration(set, path, name, runner, source), skipped: [] }
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

function goMigration(
  set: MigrationSet,
  path: string,
  { name, version }: GooseName,
  runner: RunnerModel,
  source: SourceText | undefined,
): Migration {
  const call = goMigrationCall.exec(source?.text ?? '');
  const down: DownForm = call?.[6] === undefined || call[6] === 'nil' ? 'none' : 'explicit';
  const transaction = call?.[2] === undefined ? runner.transaction : 'none';
  const reason = 'the migration is a Go program';
  return opaqueMigration({
    set,
    path,
    name,
    version,
    down,
    runner: { ...runner, transaction },
    reason,
    source,
  });
}
