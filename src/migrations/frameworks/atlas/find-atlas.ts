import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import type { FoundFolder } from '../../claim-folders.js';
import { claimFolders } from '../../claim-folders.js';
import { baseName, resolveFrom } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { ClaimStrength, MigrationClaim } from '../../framework.js';
import { atlasEnvironments } from './atlas-settings.js';

/** Finds folders with `atlas.sum` and those that `atlas.hcl` names. */
export async function findAtlas(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const environments = await atlasEnvironments(view);
  const folders: FoundFolder[] = [];
  for (const [directory, entries] of filesByDirectory(view)) {
    const sum = resolveFrom(directory, 'atlas.sum') ?? '';
    const naming = environments.filter(({ directories }) => directories.includes(directory));
    const [first] = naming;
    if (!view.file(sum) && !first) continue;
    const files = entries.map(({ path }) => path).filter((path) => path.endsWith('.sql') && !isDown(path));
    folders.push({
      directory,
      files: files.toSorted((one, other) => compareText(baseName(one), baseName(other))),
      strength: await strengthFor(files, view),
      reason: first ? `${first.file} names the folder` : `its checksums lie in ${sum}`,
      settings: naming.flatMap(({ dialect }) => dialect ?? []),
      hints: environments.flatMap(({ dialect }) => dialect ?? []),
    });
  }
  return claimFolders('atlas', folders, view);
}

function isDown(path: string): boolean {
  return path.endsWith('.down.sql') || /^U\d[\w.]*__/.test(baseName(path));
}

/** Atlas also runs folders in the format of other tools (`?format=`); these read their own files better when they know the folder. */
async function strengthFor(files: readonly string[], view: RepositoryView): Promise<ClaimStrength> {
  const [first = ''] = files;
  if (first.endsWith('.up.sql') || /^[VBR][\d._]*__/.test(baseName(first))) return 'path';
  const text = (await view.read(first))?.text ?? '';
  return /^--\s*(\+goose|migrate:up|liquibase formatted)/im.test(text) ? 'path' : 'configured';
}
