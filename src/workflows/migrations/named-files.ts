import { readLoneFile } from '../../migrations/lone-file.js';
import type { MigrationReading } from '../../migrations/read.js';
import { readMigrations } from '../../migrations/read.js';
import type { Dialect, Migration, MigrationSet } from '../../model/migration.js';
import type { RepositoryView } from '../../model/repository-view.js';
import type { Skipped } from '../../model/skipped.js';
import type { SourceText } from '../../model/source-text.js';

/** What named files hold, and which of them are no migrations. */
export interface NamedReading {
  /** Whole sets where a named file lies in one: the rules need what its neighbours did before. */
  readonly reading: MigrationReading;
  readonly unknown: readonly Skipped[];
  /** Whether one of them lies in a set of migrations. */
  readonly inSet: boolean;
}

/**
 * Reads the named files of a repository: with their framework where they lie in a set, else by their content.
 * @param loneFiles false = those that lie in no set are passed over.
 */
export async function readNamedFiles(
  view: RepositoryView,
  named: ReadonlySet<string>,
  dialect: Dialect | undefined,
  loneFiles = true,
): Promise<NamedReading> {
  const inSets = await readMigrations(view, {
    ...(dialect !== undefined && { dialect }),
    isWanted: (set) => isNear(set, named),
  });
  const sets: MigrationSet[] = [...inSets.sets];
  const migrations: Migration[] = [...inSets.migrations];
  const skipped: Skipped[] = [...inSets.skipped];
  const unknown: Skipped[] = [];
  const known = new Set(
    inSets.migrations.flatMap(({ path, downPath, operations }) => [
      path,
      ...(downPath === undefined ? [] : [downPath]),
      ...operations.map(({ span }) => span.file),
    ]),
  );
  for (const path of loneFiles ? [...named].filter((candidate) => !known.has(candidate)) : []) {
    const source = await view.read(path);
    const lone = source && (await readLoneFile(source, onlyFile(view, source), dialect));
    if (lone) {
      sets.push(...lone.sets);
      migrations.push(...lone.migrations);
      skipped.push(...lone.skipped);
    } else unknown.push(unknownFile(path, view));
  }
  return {
    reading: { sets, migrations, skipped },
    unknown,
    inSet: [...named].some((path) => known.has(path)),
  };
}

function isNear({ directory, files }: MigrationSet, named: ReadonlySet<string>): boolean {
  return (
    files.some((path) => named.has(path)) ||
    [...named].some((path) => directory === '.' || path.startsWith(`${directory}/`))
  );
}

function onlyFile(view: RepositoryView, source: SourceText): RepositoryView {
  const file = { path: source.path, origin: 'walked' as const, marks: [] };
  return {
    commit: view.commit,
    files: [file],
    skipped: [],
    file: (path) => (path === file.path ? file : undefined),
    read: (path) => Promise.resolve(path === file.path ? source : undefined),
  };
}

function unknownFile(path: string, view: RepositoryView): Skipped {
  const told = view.skipped.find(({ file }) => file === path);
  return (
    told ?? {
      file: path,
      reason: 'unsupported-syntax',
      detail: 'not a migration of a framework that is read',
    }
  );
}
