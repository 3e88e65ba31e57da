import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import type { FoundFolder } from '../../claim-folders.js';
import { claimFolders } from '../../claim-folders.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import type { Manifest } from '../../finding/manifests.js';
import { manifestsOf } from '../../finding/manifests.js';
import { nearestTo } from '../../finding/nearest.js';
import { baseName } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { parseBunName } from './bun-name.js';

/** Finds the folders of SQL files of bun in Go modules that depend on it; the module of a folder is the nearest one. */
export async function findBun(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const modules = (await manifestsOf(view)).filter(({ ecosystem }) => ecosystem === 'go');
  const usesBun = ({ dependencies }: Manifest): boolean =>
    [...dependencies.keys()].some((name) => name.startsWith('github.com/uptrace/bun'));
  if (!modules.some(usesBun)) return [];
  const folders: FoundFolder[] = [];
  for (const [directory, entries] of filesByDirectory(view)) {
    const files = entries
      .map(({ path }) => path)
      .filter((path) => parseBunName(baseName(path))?.kind === 'up');
    const user = nearestTo(modules, directory).find(usesBun);
    if (files.length === 0 || !user) continue;
    const isOwn = files.some((path) => path.endsWith('.tx.up.sql'));
    folders.push({
      directory,
      files: files.toSorted((one, other) => compareText(baseName(one), baseName(other))),
      strength: isOwn ? 'signature' : 'dependency',
      reason: `${user.file} depends on bun and the files are named for it`,
      settings: await clickHouseEvidence(entries, view),
    });
  }
  return claimFolders('bun', folders, view);
}

/** A program in the folder that hands its files to chmigrate, bun's sister for ClickHouse. */
async function clickHouseEvidence(
  entries: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly DialectEvidence[]> {
  for (const { path } of entries) {
    if (!path.endsWith('.go') || !/\bchmigrate\.NewMigrations\b/.test((await view.read(path))?.text ?? ''))
      continue;
    return [{ file: path, dialect: 'clickhouse', reason: `${path} hands them to chmigrate` }];
  }
  return [];
}
