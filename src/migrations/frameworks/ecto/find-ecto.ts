import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { claimFolders } from '../../claim-folders.js';
import type { FoundFolder } from '../../claim-folders.js';
import { ancestorsOf, baseName, directoryOf, isWithin, segmentsOf } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { snakeCase } from '../../inflection.js';
import { ectoRepositories, namedFolders, repositoryOf } from './repositories.js';

/** `extract_migration_info` in Ecto.Migrator: a number, an underscore, a name. */
export const ectoName = /^(\d+)_(.+)\.exs?$/;

/** Whether a text defines a migration of Ecto. */
export function definesMigration(text: string): boolean {
  return (
    /\buse\s*\(?\s*[\w.]*Migration\b/.test(text) && /\bdef\s*\(?\s*(up|change)\b(?!\s*\(\s*\w)/.test(text)
  );
}

/** Finds the folders of Ecto's migrations: of each repository, of aliases and release scripts, and others of their kind. */
export async function findEcto(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const byFolder = new Map<string, string[]>();
  const roots = await rootsOf(view);
  for (const [directory, entries] of filesByDirectory(view)) {
    const named = entries.map(({ path }) => path).filter((path) => ectoName.test(baseName(path)));
    for (const path of named) {
      const source = await view.read(path);
      if (!source || !definesMigration(source.text)) continue;
      // Files that end in .ex are compiled: Ecto runs them when a list names their modules.
      if (path.endsWith('.ex') && !(await isListed(source.text, directory, view))) continue;
      const folder = folderOf(directory, roots);
      const files = byFolder.get(folder);
      if (files) files.push(path);
      else byFolder.set(folder, [path]);
    }
  }
  const folders: FoundFolder[] = [];
  for (const [directory, files] of byFolder) {
    const repository = await repositoryOf(directory, view);
    const root = roots.get(directory);
    folders.push({
      directory,
      files: files.toSorted(byVersion),
      strength: root === undefined ? 'signature' : 'configured',
      reason: root ?? `${baseName(files[0] ?? '')} uses Ecto.Migration`,
      ...(repository?.dialect && {
        settings: [
          {
            file: repository.file,
            dialect: repository.dialect,
            reason: `${repository.module} uses Ecto.Adapters.${repository.adapter ?? ''}`,
          },
        ],
      }),
    });
  }
  return claimFolders('ecto', folders, view);
}

/** Folders that are known to hold migrations, with why. */
async function rootsOf(view: RepositoryView): Promise<ReadonlyMap<string, string>> {
  const roots = new Map<string, string>();
  for (const { module, priv, file, isNamed } of await ectoRepositories(view))
    roots.set(
      `${priv}/migrations`,
      isNamed ? `the configuration of ${module} names its folder` : `${module} in ${file} keeps them there`,
    );
  for (const [folder, file] of await namedFolders(view))
    if (!roots.has(folder)) roots.set(folder, `${file} names the folder`);
  return roots;
}

/** Ecto looks into all folders below the one of the migrations. */
function folderOf(directory: string, roots: ReadonlyMap<string, string>): string {
  const known = [...roots.keys()]
    .filter((root) => isWithin(directory, root))
    .toSorted((one, other) => other.length - one.length)[0];
  if (known !== undefined) return known;
  return (
    ancestorsOf(directory).find((ancestor) => /migrations?$/.test(segmentsOf(ancestor).at(-1) ?? '')) ??
    directory
  );
}

/** Whether a file above the folder names the module of a compiled migration. */
async function isListed(text: string, directory: string, view: RepositoryView): Promise<boolean> {
  const module = /\bdefmodule\s+([\w.]+)/.exec(text)?.[1];
  const name = module?.split('.').at(-1);
  if (name === undefined) return false;
  for (const ancestor of ancestorsOf(directory).slice(0, 4))
    for (const { path } of filesByDirectory(view).get(ancestor) ?? []) {
      if (!path.endsWith('.ex') || path.endsWith(`${snakeCase(name)}.ex`)) continue;
      const source = await view.read(path);
      if (source && new RegExp(`\\b${name}\\b`).test(source.text)) return true;
    }
  return false;
}

function byVersion(one: string, other: string): number {
  const [left, right] = [one, other].map((path) => BigInt(ectoName.exec(baseName(path))?.[1] ?? '0'));
  if (left !== undefined && right !== undefined && left !== right) return left < right ? -1 : 1;
  return compareText(baseName(one), baseName(other)) || compareText(directoryOf(one), directoryOf(other));
}
