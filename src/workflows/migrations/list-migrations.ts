import { readMigrations } from '../../migrations/read.js';
import { migrationIdentity } from '../../model/migration.js';
import type { RepositoryView } from '../../model/repository-view.js';
import type { MigrationInventory } from '../../model/report.js';
import { findServices, nearestService } from '../../services/find-services.js';
import type { Progress } from '../gather-facts.js';
import { openScanned } from '../open-scanned.js';
import { packageVersion } from '../package-version.js';
import { reportedSets } from './reported-sets.js';

/** What a list of migrations is asked for. */
export interface ListOptions {
  readonly path: string;
  /** Migrations that did not exist at this revision are new. */
  readonly base?: string;
  readonly progress?: Progress;
  /** Told what the user should know of how the files were found. */
  readonly notice?: (text: string) => void;
}

/**
 * All migrations of a repository, and the sets that they lie in.
 * @throws InputError when the path, the revision or the configuration is wrong.
 */
export async function listMigrations(options: ListOptions): Promise<MigrationInventory> {
  const scanned = await openScanned(options.path);
  try {
    options.progress?.('migrations');
    const { view } = scanned;
    const before =
      options.base === undefined
        ? undefined
        : await identitiesAt(options.path, options.base, options.progress);
    const { services } = await findServices(view);
    const serviceAt = (file: string): string => nearestService(services, file);
    const reading = await readMigrations(view);
    const migrations = reading.migrations.map((migration) => ({
      ...migration,
      service: serviceAt(migration.path),
      new: before?.has(migrationIdentity(migration)) !== true,
    }));
    for (const notice of scanned.notices) options.notice?.(notice);
    return {
      tool: { name: 'lintel', version: packageVersion() },
      root: scanned.name,
      commit: view.commit ?? null,
      migrationSets: reportedSets(reading.sets, migrations, serviceAt),
      migrations,
      skipped: reading.skipped,
    };
  } finally {
    await scanned.close();
  }
}

/** The migrations that existed at a revision. */
async function identitiesAt(
  path: string,
  revision: string,
  progress: Progress | undefined,
): Promise<ReadonlySet<string>> {
  const scanned = await openScanned(path, revision);
  try {
    progress?.(`migrations at ${revision}`);
    return await identitiesIn(scanned.view);
  } finally {
    await scanned.close();
  }
}

async function identitiesIn(view: RepositoryView): Promise<ReadonlySet<string>> {
  const { migrations } = await readMigrations(view);
  return new Set(migrations.map(migrationIdentity));
}
