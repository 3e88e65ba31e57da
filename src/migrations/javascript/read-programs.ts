import type { Migration, MigrationSet, RunnerModel, TransactionPlacement } from '../../model/migration.js';
import type { Reading } from '../../model/reading.js';
import type { RepositoryView } from '../../model/repository-view.js';
import type { Skipped } from '../../model/skipped.js';
import type { Value } from '../../syntax/javascript/evaluate/value.js';
import { baseName } from '../finding/paths.js';
import { runDirection, type ProgramDirection } from './directions.js';
import type { ReadPackageCall } from './migration-host.js';
import { migrationNameOf } from './migration-name.js';
import { migrationPrograms, type MigrationProgram } from './migration-programs.js';
import { programMigration } from './program-migration.js';

/** How a framework runs a migration that is a program with `up` and `down`. */
export interface ProgramReader {
  /** As it is on this set's database. */
  readonly runner: RunnerModel;
  /** What the runner passes to `up` and `down`; asked for once per direction. */
  readonly given: (program: MigrationProgram, direction: 'up' | 'down') => readonly Value[];
  readonly packages?: ReadPackageCall;
  /** In which transaction a migration runs; the runner's default when absent. */
  readonly transaction?: (program: MigrationProgram) => TransactionPlacement;
  /** The function of a direction; the export of that name when absent. */
  readonly entry?: (program: MigrationProgram, direction: 'up' | 'down') => Promise<Value | undefined>;
  /** The way back where none is written; `none` when absent. */
  readonly withoutDown?: (program: MigrationProgram) => Promise<ProgramDirection>;
}

/** Reads the migrations of a set, file by file. */
export async function readPrograms(
  set: MigrationSet,
  view: RepositoryView,
  reader: ProgramReader,
): Promise<Reading<Migration>> {
  const programs = migrationPrograms(view);
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  for (const path of set.files) {
    const program = await programs.open(path);
    if (!program) continue;
    // What `up` says of its transaction (`pgm.noTransaction()`) is known after it ran.
    const directions = await directionsOf(program, set, reader);
    const read = await programMigration({
      set,
      program,
      ...migrationNameOf(baseName(path)),
      runner: reader.runner,
      transaction: reader.transaction?.(program) ?? reader.runner.transaction,
      ...directions,
    });
    facts.push(read.migration);
    skipped.push(...read.skipped);
  }
  return { facts, skipped };
}

async function directionsOf(
  program: MigrationProgram,
  { dialect }: MigrationSet,
  { entry, given, packages, withoutDown }: ProgramReader,
): Promise<{ readonly up: ProgramDirection; readonly down: ProgramDirection }> {
  const run = async (direction: 'up' | 'down'): Promise<ProgramDirection> =>
    runDirection(program, entry ? await entry(program, direction) : program.exports.get(direction), {
      dialect,
      given: given(program, direction),
      ...(packages && { packages }),
    });
  const up = await run('up');
  const down = await run('down');
  return { up, down: down.form === 'none' && withoutDown ? await withoutDown(program) : down };
}
