import type { RepositoryView } from '../../../model/repository-view.js';
import type { FoundFolder } from '../../claim-folders.js';
import { claimFolders } from '../../claim-folders.js';
import { isSeedFolder } from '../../finding/foreign-folders.js';
import { baseName, resolveFrom } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';

/** File names as tern reads them (jackc/tern, `migrate/migrate.go`, migrationPattern). */
export const ternName = /^(\d+)_(.+)\.sql$/;

/** The line between the way forth and the way back. */
export const ternSeparator = /^-{2,}\s*create above \/ drop below\s*-{2,}\s*$/;

const ternLine = /^---- (create above \/ drop below|tern: disable-tx) ----\s*$/m;

/** Finds the folders of tern by its configuration or by lines that only tern writes. */
export async function findTern(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const folders: FoundFolder[] = [];
  for (const [directory, entries] of filesByDirectory(view)) {
    const files = entries.map(({ path }) => path).filter((path) => ternName.test(baseName(path)));
    if (files.length === 0 || isSeedFolder(directory)) continue;
    const config = resolveFrom(directory, 'tern.conf') ?? '';
    const isConfigured = view.file(config) !== undefined;
    const sample = isConfigured ? undefined : await firstWithLine(files, view);
    if (!isConfigured && sample === undefined) continue;
    folders.push({
      directory,
      files: files.toSorted(
        (one, other) =>
          Number(ternName.exec(baseName(one))?.[1]) - Number(ternName.exec(baseName(other))?.[1]),
      ),
      strength: isConfigured ? 'configured' : 'signature',
      reason: isConfigured ? `${config} lies in the folder` : `${baseName(sample ?? '')} has a line of tern`,
      settings: [{ file: config, dialect: 'postgresql', reason: 'tern runs on PostgreSQL only' }],
    });
  }
  return claimFolders('tern', folders, view);
}

async function firstWithLine(files: readonly string[], view: RepositoryView): Promise<string | undefined> {
  for (const path of files) {
    const source = await view.read(path);
    if (source && ternLine.test(source.text)) return path;
  }
  return undefined;
}
