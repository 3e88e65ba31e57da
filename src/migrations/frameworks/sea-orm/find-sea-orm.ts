import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { claimFolders } from '../../claim-folders.js';
import type { FoundFolder } from '../../claim-folders.js';
import { baseName } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';

/** File names that `sea-orm-cli migrate generate` makes; others are as good (`DeriveMigrationName` takes the name of the file). */
export const seaOrmName = /^m(\d{4,8}(?:_\d{6})?)_(\w+)\.rs$/;

/** Whether a text implements a migration of sea-orm. */
export function definesMigration(text: string): boolean {
  return /\bimpl\s+(?:[\w:]+::)?MigrationTrait\s+for\s+\w+/.test(text);
}

/** Finds the modules of migrations; the list of the migrator says in which order they run. */
export async function findSeaOrm(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const folders: FoundFolder[] = [];
  for (const [directory, entries] of filesByDirectory(view)) {
    const files: string[] = [];
    const migrators: { readonly path: string; readonly text: string }[] = [];
    for (const { path } of entries) {
      if (!path.endsWith('.rs')) continue;
      const source = await view.read(path);
      if (!source) continue;
      if (definesMigration(source.text)) files.push(path);
      else if (/\bMigratorTrait\s+for\b/.test(source.text)) migrators.push({ path, text: source.text });
    }
    const [first] = files;
    if (first === undefined) continue;
    const [migrator] = migrators;
    const listed = migrator ? listOf(migrator.text) : [];
    const place = (path: string): number => {
      const at = listed.indexOf(baseName(path).replace(/\.rs$/, ''));
      return at === -1 ? listed.length : at;
    };
    folders.push({
      directory,
      files: files.toSorted((one, other) => place(one) - place(other) || compareText(one, other)),
      strength: 'signature',
      reason:
        migrator && listed.length > 0
          ? `${baseName(migrator.path)} lists them`
          : `${baseName(first)} implements MigrationTrait`,
    });
  }
  return claimFolders('sea-orm', folders, view);
}

/** Modules in the order of `vec![Box::new(m20220101_000001_create::Migration), …]`. */
function listOf(text: string): readonly string[] {
  return [...text.matchAll(/\bBox::new\(\s*(?:\w+::)*(\w+)::\w+\s*(?:\(\s*\)|\{\s*\})?\s*,?\s*\)/g)].map(
    (match) => match[1] ?? '',
  );
}
