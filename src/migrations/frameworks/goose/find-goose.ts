import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import { baseName } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import { isSeedFolder } from '../../finding/foreign-folders.js';
import type { MigrationClaim } from '../../framework.js';
import { upAnnotation } from './goose-file.js';
import { gooseDialects } from './goose-settings.js';
import { goMigrationCall, parseGooseName } from './goose-name.js';

/** Finds the folders of goose by the annotation that only goose writes. */
export async function findGoose(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const found: { readonly directory: string; readonly files: readonly string[]; readonly sample: string }[] =
    [];
  for (const [directory, entries] of filesByDirectory(view)) {
    if (isSeedFolder(directory)) continue;
    const { files, sample } = await migrationsIn(entries, view);
    if (sample !== undefined) found.push({ directory, files, sample });
  }
  const directories = found.map(({ directory }) => directory);
  const claims: MigrationClaim[] = [];
  for (const { directory, files, sample } of found) {
    const { settings, hints } = await gooseDialects(view, directory, directories);
    const dialect = await dialectOfSet({ directory, files, settings, hints }, view);
    claims.push({
      framework: 'goose',
      directory,
      ...dialect,
      reason: `${baseName(sample)} is annotated for goose`,
      strength: 'signature',
      files,
    });
  }
  return claims;
}

interface GooseFolder {
  readonly files: readonly string[];
  /** A file that only goose can read; undefined when the folder is not goose's. */
  readonly sample: string | undefined;
}

async function migrationsIn(entries: readonly RepositoryFile[], view: RepositoryView): Promise<GooseFolder> {
  const named = entries.flatMap(({ path }) => {
    const name = parseGooseName(baseName(path));
    return name ? [{ path, number: name.number, kind: name.kind }] : [];
  });
  let sample: string | undefined;
  const files: typeof named = [];
  for (const entry of named) {
    const text = (await view.read(entry.path))?.text;
    const fits = text !== undefined && (entry.kind === 'sql' ? upAnnotation : goMigrationCall).test(text);
    if (fits) sample ??= entry.path;
    if (fits || entry.kind === 'sql') files.push(entry);
  }
  const sorted = files.toSorted((one, other) =>
    one.number < other.number ? -1 : one.number > other.number ? 1 : 0,
  );
  return { files: sorted.map(({ path }) => path), sample };
}
