import type { MigrationSet, RunnerModel } from '../../../model/migration.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import { baseName } from '../../finding/paths.js';
import { jvmOperations } from '../../jvm/program-operations.js';
import { opaqueMigration } from '../../opaque-migration.js';
import type { ReadMigration } from '../../sql-migration.js';
import type { FlywayFile } from './flyway-files.js';

/** A migration that is a class, and what its set says. */
export interface FlywayProgram {
  readonly set: MigrationSet;
  readonly file: FlywayFile;
  readonly runner: RunnerModel;
  readonly phase?: string;
  readonly source: SourceText | undefined;
  readonly view: RepositoryView;
}

const withoutTransaction = /canExecuteInTransaction\s?\([^)]{0,99}\)[^{=]{0,99}[{=]\s{0,99}(return\s)?false/;

/**
 * Reads a class that implements JavaMigration (https://documentation.red-gate.com/fd/java-based-migrations-184127497.html): the SQL that it
 * sends as constants; one without any is listed and opaque.
 */
export async function readProgramMigration({
  set,
  file,
  runner,
  phase,
  source,
  view,
}: FlywayProgram): Promise<ReadMigration> {
  const own = withoutTransaction.test(source?.text ?? '')
    ? { ...runner, transaction: 'none' as const }
    : runner;
  const language = /\.(\w+)$/.exec(baseName(file.path))?.[1] ?? '';
  const migration = opaqueMigration({
    set,
    path: file.path,
    name: file.name,
    version: file.version,
    ...(phase !== undefined && { phase }),
    down: 'unsupported',
    runner: own,
    reason: `the migration is a program (.${language}) without SQL that is a constant`,
    source,
  });
  const read =
    source && (await jvmOperations(source, { dialect: set.dialect, transaction: own.transaction, view }));
  return read
    ? { migration: { ...migration, operations: read.operations }, skipped: read.skipped }
    : { migration, skipped: [] };
}
