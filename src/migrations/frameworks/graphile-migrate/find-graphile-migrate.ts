import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import type { FoundFolder } from '../../claim-folders.js';
import { claimFolders } from '../../claim-folders.js';
import { baseName, directoryOf, resolveFrom } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { holdsStatements } from '../../sections.js';

/** Names of committed migrations (graphile/migrate, `src/migration.ts`, isMigration). */
export const committedName = /^(\d{6,})(?:-(.*))?\.sql$/;

/** Finds folders of committed migrations by the header that Graphile Migrate writes. */
export async function findGraphileMigrate(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const folders: FoundFolder[] = [];
  for (const [committed, entries] of filesByDirectory(view)) {
    if (baseName(committed) !== 'committed') continue;
    const files = entries.map(({ path }) => path).filter((path) => committedName.test(baseName(path)));
    const [sample = ''] = files;
    const head = (await view.read(sample))?.text ?? '';
    if (!/^--! Previous: .*\r?\n--! Hash: /.test(head)) continue;
    const directory = directoryOf(committed);
    const current = resolveFrom(directory, 'current.sql') ?? '';
    const written = view.file(current) && (await view.read(current))?.text;
    const next = written !== undefined && holdsStatements(written) ? [current] : [];
    folders.push({
      directory,
      files: [...files.toSorted((one, other) => compareText(baseName(one), baseName(other))), ...next],
      strength: 'signature',
      reason: `${sample} begins with the header of Graphile Migrate`,
      settings: [{ file: sample, dialect: 'postgresql', reason: 'Graphile Migrate runs on PostgreSQL only' }],
    });
  }
  return claimFolders('graphile-migrate', folders, view);
}
