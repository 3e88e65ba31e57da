import type { DownForm, Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { baseName } from '../../finding/paths.js';
import { operationsOf } from '../../python/operations-of-steps.js';
import { placementOn } from '../../transaction-placement.js';
import { djangoApps } from './find-django.js';
import { djangoProject } from './project.js';
import type { DjangoProject, LoadedMigration } from './project.js';
import { OperationsReader } from './read-operations.js';
import type { ReadOperations } from './read-operations.js';
import { ProjectState } from './state.js';
import { djangoRunner } from './django-runner.js';

/** Reads the migrations of an app. The models that each one meets come from replaying those before it. */
export async function readDjango(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const project = await djangoProject(view);
  const apps = await djangoApps(view);
  const app = apps.find(({ claim }) => claim.directory === set.directory)?.label ?? '';
  const names = new Set(set.files.map((path) => stemOf(path)));
  const state = new ProjectState();
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  for (const path of set.files) {
    const migration = project.migration(path);
    if (!migration) {
      skipped.push({ file: path, line: 1, reason: 'parse-error', detail: 'the migration could not be read' });
      continue;
    }
    project.host.dialect = set.dialect;
    // A squashed migration whose parts are still there is applied instead of them, not as well as them.
    const isDouble = migration.replaces.some((name) => names.has(name));
    const own = isDouble ? state.copy() : state;
    const read = await new OperationsReader(project, migration, {
      app,
      dialect: set.dialect,
      state: own,
    }).read();
    facts.push(await migrationOf(migration, read, set, project, skipped));
  }
  const files = new Set(set.files);
  skipped.push(...project.program.skipped.filter(({ file }) => files.has(file)));
  return { facts, skipped };
}

function stemOf(path: string): string {
  return baseName(path).replace(/\.py$/, '');
}

async function migrationOf(
  migration: LoadedMigration,
  read: ReadOperations,
  set: MigrationSet,
  project: DjangoProject,
  skipped: Skipped[],
): Promise<Migration> {
  const { path, source, migrationClass, atomic, replaces } = migration;
  const stem = stemOf(path);
  const runs = placementOn(set.dialect, 'per-migration');
  const shared = {
    dialect: set.dialect,
    transaction: atomic ? runs : ('none' as const),
    sources: async (file: string) => project.program.view.read(file),
    source,
  };
  const start = migrationClass?.start ?? 0;
  const end = source.text.indexOf(':', start);
  return {
    framework: 'django',
    path,
    name: stem.replace(/^\d+_/, ''),
    // Names, not numbers, are what Django goes by: two migrations of one number are no conflict.
    version: stem,
    dialect: set.dialect,
    dialectReason: set.dialectReason,
    ...(replaces.length > 0 && { phase: 'squashed' }),
    down: formOf(read),
    downProblems: read.problems,
    runner: { ...djangoRunner, transaction: runs },
    operations: [
      ...(await operationsOf(read.up, { ...shared, direction: 'up' }, skipped)),
      ...(await operationsOf(read.down, { ...shared, direction: 'down' }, skipped)),
    ],
    set: set.directory,
    span: source.span(start, end === -1 ? start : end),
  };
}

/** Django derives the way back; of RunSQL and RunPython it is written, or says that there is nothing to do. */
function formOf({ problems, ways }: ReadOperations): DownForm {
  if (problems.length > 0 || ways.has('derived') || ways.size === 0) return 'inferred';
  return ways.has('written') ? 'explicit' : 'noop';
}
