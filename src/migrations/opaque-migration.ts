import type { DownForm, Migration, MigrationSet, RunnerModel } from '../model/migration.js';
import type { SourceText } from '../model/source-text.js';

/** What a framework knows of a migration whose body is a program. */
export interface ProgramMigration {
  readonly set: MigrationSet;
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly phase?: string;
  readonly down: DownForm;
  readonly runner: RunnerModel;
  /** Why its statements are not read. */
  readonly reason: string;
  readonly source: SourceText | undefined;
}

/** A migration that is listed with a single opaque operation, so that counts are right and coverage is honest. */
export function opaqueMigration(program: ProgramMigration): Migration {
  const { set, source, path } = program;
  const span = source
    ? source.span(0, source.line(1).length)
    : { file: path, line: 1, column: 1, endLine: 1, endColumn: 1 };
  return {
    framework: set.framework,
    path,
    name: program.name,
    version: program.version,
    dialect: set.dialect,
    dialectReason: set.dialectReason,
    ...(program.phase === undefined ? {} : { phase: program.phase }),
    down: program.down,
    downProblems: [],
    runner: program.runner,
    operations: [
      {
        kind: 'opaque',
        reason: program.reason,
        span,
        direction: 'up',
        statement: 0,
        transaction: program.runner.transaction,
        confidence: 'high',
      },
    ],
    set: set.directory,
    span,
  };
}
