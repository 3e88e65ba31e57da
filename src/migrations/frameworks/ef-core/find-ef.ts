import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import { baseName } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { definesMigration, isModel } from './migration-file.js';
import { providerEvidence } from './providers.js';

/** Finds the folders whose files are migrations of EF Core; several databases side by side are several sets. */
export async function findEf(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const claims: MigrationClaim[] = [];
  for (const [directory, entries] of filesByDirectory(view)) {
    const program = entries.map(({ path }) => path).filter((path) => path.endsWith('.cs'));
    const likely = program.filter((path) => !isModel(baseName(path)) && isLikely(path));
    if (likely.length === 0) continue;
    const files: string[] = [];
    for (const path of likely) {
      const source = await view.read(path);
      if (source && definesMigration(source.text)) files.push(path);
    }
    const [sample] = files;
    if (sample === undefined) continue;
    const snapshots = program.filter((path) => path.endsWith('ModelSnapshot.cs'));
    const settings = await providerEvidence(directory, [...snapshots, ...files], view);
    claims.push({
      framework: 'ef-core',
      directory,
      ...(await dialectOfSet({ directory, files: [], settings }, view)),
      reason: `${baseName(sample)} derives from EF Core's Migration`,
      strength: 'signature',
      files: files.toSorted((a, b) => compareText(baseName(a), baseName(b)) || compareText(a, b)),
    });
  }
  return claims;
}

/** Named by a time, or in a folder of migrations. */
function isLikely(path: string): boolean {
  return /^\d{8,}_/.test(baseName(path)) || /(^|[/.])\w*Migrations?[\w.]*\//i.test(path);
}
