import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import { baseName } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';

/** `001_create_users.rb`, `20240131120000_create_users.rb` (sequel/extensions/migration.rb, MIGRATION_FILE_PATTERN). */
export const sequelName = /^(\d+)_(.+)\.rb$/i;

const definesMigration = /^[ \t]*(?:::)?(?:Sequel|ROM::SQL)\.migration\b/m;

/** Finds the folders whose files are migrations of Sequel. */
export async function findSequel(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const claims: MigrationClaim[] = [];
  for (const [directory, entries] of filesByDirectory(view)) {
    const files: string[] = [];
    for (const { path } of entries) {
      if (!sequelName.test(baseName(path))) continue;
      const text = (await view.read(path))?.text;
      if (text !== undefined && definesMigration.test(text)) files.push(path);
    }
    const [sample] = files;
    if (sample === undefined) continue;
    claims.push({
      framework: 'sequel',
      directory,
      ...(await dialectOfSet({ directory, files: [] }, view)),
      reason: `${baseName(sample)} calls Sequel.migration`,
      strength: 'signature',
      files: files.toSorted(byVersion),
    });
  }
  return claims;
}

function byVersion(one: string, other: string): number {
  const version = (path: string): string => (sequelName.exec(baseName(path))?.[1] ?? '').padStart(20, '0');
  return compareText(version(one), version(other)) || compareText(one, other);
}
