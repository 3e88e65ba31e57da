import type { Migration, MigrationSet, RunnerModel, TransactionPlacement } from '../../model/migration.js';
import type { Skipped } from '../../model/skipped.js';
import type { ReadMigration } from '../sql-migration.js';
import type { ProgramDirection } from './directions.js';
import type { MigrationProgram } from './migration-programs.js';
import { operationsOf } from './operations.js';

/** A migration that is a program, after both ways through it were followed. */
export interface ProgramMigration {
  readonly set: MigrationSet;
  readonly program: MigrationProgram;
  readonly name: string;
  readonly version: string;
  readonly phase?: string;
  readonly runner: RunnerModel;
  /** In which transaction this one runs. */
  readonly transaction: TransactionPlacement;
  readonly up: ProgramDirection;
  readonly down: ProgramDirection;
}

/** Puts a migration together; a file that does not parse whole is named, and what could be read of it is kept. */
export async function programMigration(read: ProgramMigration): Promise<ReadMigration> {
  const { set, program, transaction } = read;
  const { module } = program;
  const skipped: Skipped[] = module.flaw ? [{ file: module.path, ...module.flaw }] : [];
  const placing = { transaction, dialect: set.dialect };
  const forth = await operationsOf(read.up.steps, { ...placing, direction: 'up' }, skipped);
  const back = await operationsOf(read.down.steps, { ...placing, direction: 'down' }, skipped);
  const migration: Migration = {
    framework: set.framework,
    path: module.path,
    name: read.name,
    version: read.version,
    dialect: set.dialect,
    dialectReason: set.dialectReason,
    ...(read.phase !== undefined && { phase: read.phase }),
    down: read.down.form,
    downProblems: read.down.problems ?? [],
    runner: read.runner,
    operations: [...forth, ...back],
    set: set.directory,
    span: program.span,
  };
  return { migration, skipped };
}
