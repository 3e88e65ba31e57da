import { extname } from 'node:path/posix';
import type { RepositoryView } from '../model/repository-view.js';
import { compareText } from '../model/source-span.js';
import type { ClaimStrength, MigrationClaim, MigrationFramework } from './framework.js';
import { isProductPath } from './finding/product-files.js';

const ranks: Readonly<Record<ClaimStrength, number>> = {
  configured: 0,
  signature: 1,
  dependency: 2,
  path: 3,
};

/**
 * Asks all frameworks for their sets and settles who gets which file: the strongest claim, among equals the framework that stands first.
 * Sets that lost all files are gone; the others keep the rest in their order. Sorted by directory, then framework.
 */
export async function discoverMigrations(
  view: RepositoryView,
  frameworks: readonly MigrationFramework[],
): Promise<readonly MigrationClaim[]> {
  const claims: MigrationClaim[] = [];
  const endings = new Set(view.files.map(({ path }) => extname(path)));
  for (const framework of frameworks) {
    if (framework.extensions?.some((ending) => endings.has(ending)) === false) continue;
    claims.push(...(await framework.find(view)));
  }
  const settled = claims.toSorted((one, other) => ranks[one.strength] - ranks[other.strength]);
  const taken = new Set<string>();
  const sets: MigrationClaim[] = [];
  for (const claim of settled) {
    const files = claim.files.filter((path) => !taken.has(path) && isProductPath(view, path));
    for (const path of files) taken.add(path);
    if (files.length > 0) sets.push({ ...claim, files });
  }
  return sets.toSorted(
    (one, other) =>
      compareText(one.directory, other.directory) ||
      compareText(one.framework, other.framework) ||
      compareText(one.files[0] ?? '', other.files[0] ?? ''),
  );
}
