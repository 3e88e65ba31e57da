import type { Migration, MigrationSet } from '../model/migration.js';
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

/** Finds and reads the migrations of a repository. Files that lie in tests, examples, docs or third-party copies are none. */
export async function readMigrations(
  view: RepositoryView,
  frameworks: readonly MigrationFramework[] = migrationFrameworks,
): Promise<MigrationReading> {
  const byName = new Map(frameworks.map((framework) => [framework.name, framework]));
  const sets: MigrationSet[] = [];
  const migrations: Migration[] = [];
  const skipped: Skipped[] = [];
  for (const { strength: _, ...set } of await discoverMigrations(view, frameworks)) {
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
