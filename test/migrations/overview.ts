import type { Migration, MigrationSet, SchemaOperation } from '../../src/model/migration.js';
import type { Skipped } from '../../src/model/skipped.js';
import { readMigrations } from '../../src/migrations/read.js';
import { inMemoryRepository } from '../in-memory-repository.js';

/** What a user would see of a small repository, cut down to what tests compare. */
export interface Overview {
  /** `framework directory [dialect]`. */
  readonly sets: readonly string[];
  readonly reasons: readonly string[];
  /** `path version name down`, with the down file when it is another one. */
  readonly migrations: readonly string[];
  /** `file:line kind direction transaction` of each operation, in order. */
  readonly operations: readonly string[];
  /** `file:line reason`. */
  readonly skipped: readonly string[];
  readonly all: readonly Migration[];
  readonly allSets: readonly MigrationSet[];
  readonly allSkipped: readonly Skipped[];
}

/** Reads the migrations of a repository of the given files. */
export async function overview(files: Readonly<Record<string, string>>): Promise<Overview> {
  const reading = await readMigrations(inMemoryRepository(files));
  return {
    sets: reading.sets.map(({ framework, directory, dialect }) => `${framework} ${directory} [${dialect}]`),
    reasons: reading.sets.map(({ dialectReason }) => dialectReason),
    migrations: reading.migrations.map(
      ({ path, version, name, down, downPath }) =>
        `${path} ${version} ${name} ${down}${downPath === undefined ? '' : ` ${downPath}`}`,
    ),
    operations: reading.migrations.flatMap(({ operations }) =>
      operations.map(
        ({ span, kind, direction, transaction }) =>
          `${span.file}:${span.line} ${kind} ${direction} ${transaction}`,
      ),
    ),
    skipped: reading.skipped.map(
      ({ file, line, reason }) => `${file}${line === undefined ? '' : `:${line}`} ${reason}`,
    ),
    all: reading.migrations,
    allSets: reading.sets,
    allSkipped: reading.skipped,
  };
}

/** The dialect of the only set of a repository. */
export async function dialectOf(files: Readonly<Record<string, string>>): Promise<string | undefined> {
  const { allSets } = await overview(files);
  return allSets.length === 1 ? allSets[0]?.dialect : undefined;
}

/** What operations do, without where, when and how sure. */
export function bodiesOf(
  migration: Migration | undefined,
  direction: 'up' | 'down' = 'up',
): readonly object[] {
  return (migration?.operations ?? []).filter((operation) => operation.direction === direction).map(bodyOf);
}

function bodyOf(operation: SchemaOperation): object {
  const { span: _, direction: __, statement: ___, transaction: ____, confidence: _____, ...body } = operation;
  return body;
}
