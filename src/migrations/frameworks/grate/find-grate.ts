import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { claimFolders } from '../../claim-folders.js';
import type { FoundFolder, Ground } from '../../claim-folders.js';
import { mentionedDirectory } from '../../finding/mentions.js';
import { directoryOf } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import type { GrateCall } from './grate-calls.js';
import { grateCalls } from './grate-calls.js';
import { grateFolder, grateFolders } from './grate-folders.js';
import type { GrateFolder } from './grate-folders.js';

interface Script {
  readonly path: string;
  readonly folder: GrateFolder;
}

/** Finds directories with a folder `up` and others that only grate and RoundhousE have, or that a call of theirs names. */
export async function findGrate(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const roots = new Map<string, Script[]>();
  for (const { path } of productFiles(view)) {
    if (!/\.sql$/i.test(path)) continue;
    const parts = path.split('/');
    // The outermost known folder counts: there may be others below it.
    const at = parts.findIndex((part, index) => index < parts.length - 1 && grateFolder(part) !== undefined);
    const folder = at === -1 ? undefined : grateFolder(parts[at] ?? '');
    if (!folder) continue;
    const root = at === 0 ? '.' : parts.slice(0, at).join('/');
    const scripts = roots.get(root);
    if (scripts) scripts.push({ path, folder });
    else roots.set(root, [{ path, folder }]);
  }
  if (roots.size === 0) return [];
  const calls = await grateCalls(view);
  const directories = [...roots.keys()];
  const folders = [...roots].flatMap(([directory, scripts]): readonly FoundFolder[] => {
    const ground = groundOf(directory, scripts, calls, directories);
    return ground ? [{ directory, ...ground, files: scripts.toSorted(inOrder).map(({ path }) => path) }] : [];
  });
  return claimFolders('grate', folders, view);
}

function groundOf(
  directory: string,
  scripts: readonly Script[],
  calls: readonly GrateCall[],
  directories: readonly string[],
): Ground | undefined {
  const names = new Set(scripts.map(({ folder }) => folder));
  if (![...names].some(({ name }) => name === 'up')) return undefined;
  const named = calls.find(
    ({ directory: written, file }) =>
      written !== undefined &&
      mentionedDirectory(written.replaceAll('\\', '/').replace(/^\.\//, ''), file, directories) === directory,
  );
  if (named) return { strength: 'configured', reason: `${named.file} names the directory` };
  const [call] = calls;
  if (call) return { strength: 'dependency', reason: `${call.file} uses grate, and it has a folder up` };
  const telling = [...names].filter(({ isTelling }) => isTelling);
  return telling.length > 0
    ? { strength: 'signature', reason: `beside up it has a folder ${telling[0]?.name ?? ''}` }
    : undefined;
}

function inOrder(one: Script, other: Script): number {
  return (
    grateFolders.indexOf(one.folder) - grateFolders.indexOf(other.folder) ||
    compareText(directoryOf(one.path), directoryOf(other.path)) ||
    compareText(one.path, other.path)
  );
}
