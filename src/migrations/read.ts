import type { Dialect, Migration, MigrationSet } from '../model/migration.js';
import type { RepositoryView } from '../model/repository-view.js';
import type { Skipped } from '../model/skipped.js';
import { compareText } from '../model/source-span.js';
import { discoverMigrations } from './discover.js';
import type { MigrationFramework } from './framework.js';
import { migrationFrameworks } from './registry.js';

/** All migrations of a repository. */
export interface MigrationReading {
  /** Sorted by directory. */
  readonly sets: readonly MigrationSet[];
  /** Set after set, in each in the order in which the framework runs them. */
  readonly migrations: readonly Migration[];
  /** Sorted by file and line. */
  readonly skipped: readonly Skipped[];
}

/** What a caller knows better than the repository, and what it wants. */
export interface ReadingWishes {
  readonly frameworks?: readonly MigrationFramework[];
  /** Takes this dialect for every set. */
  readonly dialect?: Dialect;
  /** Leaves out the sets that are not wanted, unread. */
  readonly isWanted?: (set: MigrationSet) => boolean;
}

/** Finds and reads the migrations of a repository. Files that lie in tests, examples, docs or third-party copies are none. */
export async function readMigrations(
  view: RepositoryView,
  { frameworks = migrationFrameworks, dialect, isWanted }: ReadingWishes = {},
): Promise<MigrationReading> {
  const byName = new Map(frameworks.map((framework) => [framework.name, framework]));
  const sets: MigrationSet[] = [];
  const migrations: Migration[] = [];
  const skipped: Skipped[] = [];
  for (const { strength: _, ...found } of await discoverMigrations(view, frameworks)) {
    if (isWanted?.(found) === false) continue;
    const set: MigrationSet =
      dialect === undefined ? found : { ...found, dialect, dialectReason: 'the caller says so' };
    const reading = await byName.get(set.framework)?.read(set, view);
    sets.push(set);
    migrations.push(...(reading?.facts ?? []));
    skipped.push(...(reading?.skipped ?? []));
  }
  return { sets, migrations, skipped: skipped.toSorted(bySpot) };
}

function bySpot(one: Skipped, other: Skipped): number {
  return compareText(one.file, other.file) || (one.line ?? 0) - (other.line ?? 0);
}
