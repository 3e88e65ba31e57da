import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import { baseName } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import { isSeedFolder } from '../../finding/foreign-folders.js';
import type { MigrationClaim } from '../../framework.js';
import { upBlock } from './dbmate-file.js';
import { dbmateDialects } from './dbmate-settings.js';

/** File names as dbmate reads them: digits in front (amacneil/dbmate, `pkg/dbmate/db.go`, migrationFileRegexp). */
export const dbmateName = /^(\d+)[_-]?(.*)\.sql$/;

/** Finds the folders of dbmate by the block that only dbmate writes. */
export async function findDbmate(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const found: { readonly directory: string; readonly files: readonly string[]; readonly sample: string }[] =
    [];
  for (const [directory, entries] of filesByDirectory(view)) {
    const files = entries.map(({ path }) => path).filter((path) => dbmateName.test(baseName(path)));
    if (files.length === 0 || isSeedFolder(directory)) continue;
    const sample = await firstWithBlock(files, view);
    if (sample !== undefined) found.push({ directory, files: files.toSorted(compareText), sample });
  }
  const directories = found.map(({ directory }) => directory);
  const claims: MigrationClaim[] = [];
  for (const { directory, files, sample } of found) {
    const { settings, hints } = await dbmateDialects(view, directory, directories);
    const dialect = await dialectOfSet({ directory, files, settings, hints }, view);
    claims.push({
      framework: 'dbmate',
      directory,
      ...dialect,
      reason: `${baseName(sample)} has a block for dbmate`,
      strength: 'signature',
      files,
    });
  }
  return claims;
}

async function firstWithBlock(files: readonly string[], view: RepositoryView): Promise<string | undefined> {
  for (const path of files) {
    const source = await view.read(path);
    if (source && upBlock.test(source.text)) return path;
  }
  return undefined;
}
