import type { RepositoryView } from '../../../model/repository-view.js';
import type { FoundFolder, Ground } from '../../claim-folders.js';
import { claimFolders } from '../../claim-folders.js';
import { cratesOf, macroFolders } from '../../finding/crate-folders.js';
import { nearestTo } from '../../finding/nearest.js';
import { ancestorsOf, baseName, directoryOf, isWithin } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';

/** A file name as refinery reads it (rust-db/refinery, `refinery_core/src/util.rs`, file_match_re). */
export interface RefineryName {
  readonly version: string;
  readonly name: string;
  readonly isVersioned: boolean;
  readonly kind: 'sql' | 'rs';
}

/** The parts of a name, or undefined for files that refinery passes over. */
export function parseRefineryName(fileName: string): RefineryName | undefined {
  const match = /^([UV])(\d+(?:\.\d+)?)__(\w+)\.(sql|rs)$/.exec(fileName);
  return match
    ? {
        version: match[2] ?? '',
        name: match[3] ?? '',
        isVersioned: match[1] === 'V',
        kind: match[4] === 'rs' ? 'rs' : 'sql',
      }
    : undefined;
}

/** Finds the folders of refinery. */
export async function findRefinery(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const named = await macroFolders(view, {
    dependency: /^refinery/,
    call: /\bembed_migrations!\(\s*(?:"([^"]*)")?\s*\)/g,
    fallback: 'migrations',
  });
  const crates = (await cratesOf(view)).filter(({ dependencies }) =>
    [...dependencies.keys()].some((name) => name.startsWith('refinery')),
  );
  const folders = new Map<string, { readonly ground: Ground; readonly files: string[] }>();
  for (const { path } of productFiles(view)) {
    if (!parseRefineryName(baseName(path))) continue;
    const home = directoryOf(path);
    const configured = ancestorsOf(home).find((above) => named.has(above));
    const crate = nearestTo(crates, home).find(({ file }) => isWithin(home, directoryOf(file)));
    if (configured === undefined && !crate) continue;
    const ground: Ground =
      configured === undefined
        ? {
            strength: 'dependency',
            reason: `${crate?.file ?? ''} depends on refinery and the files are named for it`,
          }
        : { strength: 'configured', reason: `${named.get(configured) ?? ''} embeds the folder` };
    const directory = configured ?? home;
    const folder = folders.get(directory);
    if (folder) folder.files.push(path);
    else folders.set(directory, { ground, files: [path] });
  }
  const found: FoundFolder[] = [...folders].map(([directory, { ground, files }]) => ({
    directory,
    ...ground,
    files: files.toSorted(byVersion),
  }));
  return claimFolders('refinery', found, view);
}

function byVersion(one: string, other: string): number {
  return (
    Number(parseRefineryName(baseName(one))?.version) - Number(parseRefineryName(baseName(other))?.version)
  );
}
