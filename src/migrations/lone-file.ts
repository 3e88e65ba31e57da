import type { Dialect, MigrationSet } from '../model/migration.js';
import type { RepositoryView } from '../model/repository-view.js';
import type { SourceText } from '../model/source-text.js';
import { baseName, directoryOf } from './finding/paths.js';
import { takeApart } from './frameworks/plain-sql/plain-sections.js';
import { plainRunner } from './frameworks/plain-sql/plain-sql-runner.js';
import type { MigrationReading } from './read.js';
import { readMigrations } from './read.js';
import { explainSqlDialect } from './sql/guess-dialect.js';
import { readSqlMigration } from './sql-migration.js';

/**
 * Reads a file that lies in no set of migrations: as the framework whose signature it bears, else, when it is SQL, as statements of the
 * dialect that is given or that the text shows.
 * @param alone a view that holds nothing but the file.
 * @returns undefined when the file is neither.
 */
export async function readLoneFile(
  source: SourceText,
  alone: RepositoryView,
  dialect: Dialect | undefined,
): Promise<MigrationReading | undefined> {
  const reading = await readMigrations(alone, dialect === undefined ? {} : { dialect });
  if (reading.migrations.length > 0) return reading;
  return /\.(sql|pgsql|psql|ddl|cql)$/i.test(source.path) || !/\.\w+$/.test(source.path)
    ? readAsSql(source, dialect)
    : undefined;
}

async function readAsSql(source: SourceText, given: Dialect | undefined): Promise<MigrationReading> {
  const shown = explainSqlDialect(source.text);
  const dialect = given ?? shown?.dialect ?? 'unknown';
  const set: MigrationSet = {
    framework: 'plain-sql',
    directory: directoryOf(source.path),
    dialect,
    dialectReason: given ? 'the caller says so' : (shown?.reason ?? 'nothing in the text tells'),
    reason: 'the file was named',
    files: [source.path],
  };
  const { up, down } = takeApart(source);
  const { migration, skipped } = await readSqlMigration({
    set,
    path: source.path,
    name: baseName(source.path).replace(/\.\w+$/, ''),
    version: '',
    runner: up.parts[0]?.transaction === 'none' ? { ...plainRunner, transaction: 'none' } : plainRunner,
    up,
    down,
    downWhenMissing: 'unsupported',
  });
  return { sets: [set], migrations: [migration], skipped };
}
