import type { RepositoryView } from '../../../model/repository-view.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import type { MigrationClaim } from '../../framework.js';
import { inOrder } from './flyway-files.js';
import { flywaySets } from './flyway-sets.js';
import { flywaySettings } from './settings-files.js';

/** Finds the locations of Flyway. */
export async function findFlyway(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const hints = (await flywaySettings(view)).flatMap(({ dialect }) => dialect ?? []);
  const claims: MigrationClaim[] = [];
  for (const set of await flywaySets(view)) {
    const files = inOrder(set.files).map(({ path }) => path);
    const own = set.strength === 'configured' && set.settings.dialect ? [set.settings.dialect] : hints;
    const dialect = await dialectOfSet({ directory: set.directory, files, hints: own }, view);
    const { directory, reason, strength } = set;
    claims.push({ framework: 'flyway', directory, ...dialect, reason, strength, files });
  }
  return claims;
}
