import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { databaseUrls } from '../../dialect/database-urls.js';
import { agreedDialect } from '../../dialect/dialect-evidence.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import { driverEvidence } from '../../dialect/driver-dependencies.js';
import { hasuraProjectOf } from '../../finding/hasura-project.js';
import { baseName, directoryOf, isWithin } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import type { ClaimStrength, MigrationClaim } from '../../framework.js';
import { dieselCrates, dieselFolders } from './diesel-settings.js';

/** Finds folders of `<version>_<name>/up.sql` that Diesel's settings name or that a crate with Diesel holds. */
export async function findDiesel(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const sets = new Map<string, string[]>();
  for (const { path } of productFiles(view)) {
    const home = directoryOf(path);
    if (baseName(path) !== 'up.sql' || home === '.' || baseName(home).startsWith('.')) continue;
    const directory = directoryOf(home);
    const files = sets.get(directory);
    if (files) files.push(path);
    else sets.set(directory, [path]);
  }
  const claims: MigrationClaim[] = [];
  for (const [directory, files] of sets) {
    const ground = await groundOf(view, directory);
    if (!ground) continue;
    const driver = agreedDialect(await driverEvidence(view), directory);
    const hints = driver ? [] : await databaseUrls(view);
    const inOrder = files.toSorted(
      (one, other) => compareText(versionOf(one), versionOf(other)) || compareText(one, other),
    );
    const dialect = await dialectOfSet({ directory, files: inOrder, hints }, view);
    claims.push({ framework: 'diesel', directory, ...dialect, ...ground, files: inOrder });
  }
  return claims;
}

/** The version of a migration by its folder: what stands before the first `_`, without hyphens (migrations_internals, version_from_string). */
export function versionOf(path: string): string {
  return baseName(directoryOf(path)).replace(/_.*$/s, '').replaceAll('-', '');
}

async function groundOf(
  view: RepositoryView,
  directory: string,
): Promise<{ readonly strength: ClaimStrength; readonly reason: string } | undefined> {
  const setting = (await dieselFolders(view)).get(directory);
  if (setting !== undefined) return { strength: 'configured', reason: `${setting} names the folder` };
  if (await hasuraProjectOf(view, directory)) return undefined;
  const crates = await dieselCrates(view);
  const own = crates.find((file) => isWithin(directory, directoryOf(file))) ?? crates[0];
  return own === undefined
    ? undefined
    : {
        strength: 'dependency',
        reason: `${own} depends on diesel and the files are laid out as Diesel lays them out`,
      };
}
