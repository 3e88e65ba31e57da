import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import type { FoundFolder } from '../../claim-folders.js';
import { claimFolders } from '../../claim-folders.js';
import { manifestsOf } from '../../finding/manifests.js';
import { nearestTo } from '../../finding/nearest.js';
import { baseName } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { bunRegistration, parseBunName } from './bun-name.js';

/** Finds the folders of bun in projects that depend on it. */
export async function findBun(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const users = (await manifestsOf(view)).filter(({ dependencies }) =>
    [...dependencies.keys()].some((name) => name.startsWith('github.com/uptrace/bun')),
  );
  if (users.length === 0) return [];
  const folders: FoundFolder[] = [];
  for (const [directory, entries] of filesByDirectory(view)) {
    const files = await migrationsIn(entries, view);
    const [user] = nearestTo(users, directory);
    if (files.length === 0 || !user) continue;
    const isOwn = files.some((path) => path.endsWith('.go') || path.endsWith('.tx.up.sql'));
    folders.push({
      directory,
      files: files.toSorted((one, other) => compareText(baseName(one), baseName(other))),
      strength: isOwn ? 'signature' : 'dependency',
      reason: `${user.file} depends on bun and the files are named for it`,
    });
  }
  return claimFolders('bun', folders, view);
}

async function migrationsIn(
  entries: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const { path } of entries) {
    const name = parseBunName(baseName(path));
    if (!name || name.kind === 'down') continue;
    if (name.kind === 'up') files.push(path);
    else {
      const text = (await view.read(path))?.text ?? '';
      if (text.includes('uptrace/bun') && bunRegistration.test(text)) files.push(path);
    }
  }
  return files;
}
