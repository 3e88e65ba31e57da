import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import { baseName, segmentsOf } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { databaseSettings, settingsFor } from './database-settings.js';
import { gemDrivers } from './gem-drivers.js';
import { definesMigration, railsName } from './migration-class.js';

/** Finds the folders whose files are ActiveRecord migrations, wherever they lie: db/migrate, db/post_migrate, engines, packs. */
export async function findRails(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const claims: MigrationClaim[] = [];
  for (const [directory, entries] of filesByDirectory(view)) {
    const named = entries.map(({ path }) => path).filter((path) => railsName.test(baseName(path)));
    // What generators copy into an application is no migration of this repository.
    if (named.length === 0 || segmentsOf(directory).includes('templates')) continue;
    const files: string[] = [];
    for (const path of named) {
      const source = await view.read(path);
      if (source && definesMigration(source.text)) files.push(path);
    }
    const [sample] = files;
    if (sample === undefined) continue;
    const settings = settingsFor(directory, await databaseSettings(view));
    const hints = await gemDrivers(view);
    claims.push({
      framework: 'rails',
      directory,
      ...(await dialectOfSet({ directory, files: [], settings, hints }, view)),
      reason: `${baseName(sample)} derives from ActiveRecord's Migration`,
      strength: 'signature',
      files: files.toSorted(byVersion),
    });
  }
  return claims;
}

/** Rails runs migrations by the number in front of their names. */
function byVersion(a: string, b: string): number {
  const version = (path: string): string => (railsName.exec(baseName(path))?.[1] ?? '').padStart(20, '0');
  return compareText(version(a), version(b)) || compareText(a, b);
}
