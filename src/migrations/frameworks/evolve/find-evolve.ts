import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { claimFolders } from '../../claim-folders.js';
import type { FoundFolder } from '../../claim-folders.js';
import { mentionedDirectory } from '../../finding/mentions.js';
import { manifestsOf } from '../../finding/manifests.js';
import { baseName, directoryOf, isWithin } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { compareVersions } from '../flyway/flyway-name.js';
import type { EvolveName } from './evolve-name.js';
import { parseEvolveName } from './evolve-name.js';
import type { EvolveSettings } from './evolve-settings.js';
import { evolveSettings } from './evolve-settings.js';

interface NamedFile {
  readonly path: string;
  readonly parsed: EvolveName;
}

/** Finds the folders that Evolve is given as locations, and those of projects that depend on it. */
export async function findEvolve(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const settings = await evolveSettings(view);
  if (settings.length === 0) return [];
  const projects = (await manifestsOf(view))
    .filter(({ ecosystem, dependencies }) => ecosystem === 'dotnet' && dependencies.has('Evolve'))
    .map(({ file }) => directoryOf(file));
  const sets = new Map<
    string,
    { readonly ground: EvolveSettings; readonly isNamed: boolean; readonly files: NamedFile[] }
  >();
  const candidates = [...filesByDirectory(view).keys()];
  for (const [directory, entries] of filesByDirectory(view))
    for (const ground of settings) {
      const files = entries.flatMap(({ path }): readonly NamedFile[] => {
        const parsed = parseEvolveName(baseName(path), ground);
        return parsed ? [{ path, parsed }] : [];
      });
      if (files.length === 0) continue;
      const location = locationOf(ground, directory, candidates);
      if (location === undefined && !projects.some((project) => isWithin(directory, project))) continue;
      const key = location ?? directory;
      const set = sets.get(key);
      if (!set) sets.set(key, { ground, isNamed: location !== undefined, files });
      else if (set.ground === ground) set.files.push(...files);
      break;
    }
  const folders = [...sets].map(([directory, { ground, isNamed, files }]): FoundFolder => ({
    directory,
    files: files.toSorted(inOrder).map(({ path }) => path),
    strength: isNamed ? 'configured' : 'dependency',
    reason: isNamed
      ? `${ground.file} gives it as a location`
      : `its project depends on Evolve, set up in ${ground.file}`,
  }));
  return claimFolders('evolve', folders, view);
}

/** The location in or below which a folder lies: Evolve looks into folders below, too. */
function locationOf(
  { file, locations }: EvolveSettings,
  directory: string,
  candidates: readonly string[],
): string | undefined {
  for (const location of locations) {
    const folder = mentionedDirectory(location.replaceAll('\\', '/').replace(/^\.\//, ''), file, candidates);
    if (folder !== undefined && isWithin(directory, folder)) return folder;
  }
  return undefined;
}

/** By version, repeatable ones last by their names. */
function inOrder({ parsed: one, path: a }: NamedFile, { parsed: other, path: b }: NamedFile): number {
  if (one.isRepeatable !== other.isRepeatable) return one.isRepeatable ? 1 : -1;
  return (
    (one.isRepeatable ? 0 : compareVersions(one.version, other.version)) ||
    compareText(baseName(a), baseName(b))
  );
}
