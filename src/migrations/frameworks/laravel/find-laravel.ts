import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import { baseName, segmentsOf } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { connectionSettings } from './connection-settings.js';
import { definesMigration, laravelName } from './migration-file.js';

/** Finds the folders whose files are migrations of Laravel: database/migrations, those of modules and of packages. */
export async function findLaravel(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const claims: MigrationClaim[] = [];
  for (const [directory, entries] of filesByDirectory(view)) {
    const isNamed = segmentsOf(directory).some((segment) => /migrations?$/i.test(segment));
    const likely = entries
      .map(({ path }) => path)
      .filter((path) => (isNamed ? /\.php$/ : laravelName).test(baseName(path)));
    // What generators copy into an application is no migration of this repository.
    if (
      likely.length === 0 ||
      segmentsOf(directory).some((segment) => /^(stubs?|templates?)$/i.test(segment))
    )
      continue;
    const files: string[] = [];
    for (const path of likely) {
      const source = await view.read(path);
      if (source && definesMigration(source.text, baseName(path))) files.push(path);
    }
    const [sample] = files;
    if (sample === undefined) continue;
    const hints = await connectionSettings(view);
    claims.push({
      framework: 'laravel',
      directory,
      ...(await dialectOfSet({ directory, files: [], hints }, view)),
      reason: `${baseName(sample)} derives from Laravel's Migration`,
      strength: 'signature',
      // Laravel runs them by their names.
      files: files.toSorted((a, b) => compareText(baseName(a), baseName(b)) || compareText(a, b)),
    });
  }
  return claims;
}
