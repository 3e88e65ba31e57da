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

const currentName = /^(\d{1,9})(?:-[-\w]*)?\.sql$/;

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
    const next: string[] = [];
    for (const path of currentFiles(view, directory)) {
      const written = (await view.read(path))?.text ?? '';
      if (holdsStatements(written)) next.push(path);
    }
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

/** The migration being written: `current.sql`, or the numbered files of a folder `current` in order (`src/current.ts`). */
function currentFiles(view: RepositoryView, directory: string): readonly string[] {
  const single = resolveFrom(directory, 'current.sql') ?? '';
  if (view.file(single)) return [single];
  const numbered = (filesByDirectory(view).get(resolveFrom(directory, 'current') ?? '') ?? [])
    .map(({ path }) => path)
    .filter((path) => currentName.test(baseName(path)));
  const number = (path: string): number => Number(currentName.exec(baseName(path))?.[1]);
  return numbered.toSorted((one, other) => number(one) - number(other));
}
