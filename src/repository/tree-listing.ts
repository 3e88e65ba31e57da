import { RepositoryError } from './errors.js';
import { GitFailure } from './git.js';
import type { GitPlace } from './place.js';

/** One path of a commit. */
export interface TreeEntry {
  readonly path: string;
  /** `100644`, `100755`, `120000` (link), `160000` (submodule). */
  readonly mode: string;
  readonly blob: string;
}

/**
 * All paths of a commit below the place's folder, relative to it. Empty when the commit does not have the folder.
 * @param commit full id
 * @throws RepositoryError `objects-missing` when the clone does not have all trees of the commit
 */
export async function listTree(place: GitPlace, commit: string): Promise<readonly TreeEntry[]> {
  const folder = place.prefix.replace(/\/$/, '');
  try {
    return parseTree(
      await place.git.run(
        'ls-tree',
        '-r',
        '-z',
        '--full-tree',
        folder === '' ? commit : `${commit}:${folder}`,
      ),
    );
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    if (folder !== '' && /not a valid object name|not a tree object/i.test(error.stderr)) return [];
    throw new RepositoryError(
      'objects-missing',
      `The files of commit ${commit.slice(0, 12)} cannot be listed (${error.reason}). If this is a partial clone, fetch what is missing: git fetch --refetch --filter=blob:none.`,
      { cause: error },
    );
  }
}

/** `<mode> <type> <id>\t<path>\0`. */
function parseTree(output: string): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < output.length;) {
    const end = output.indexOf('\0', at);
    const tab = output.indexOf('\t', at);
    const [mode = '', , blob = ''] = output.slice(at, tab).split(' ');
    entries.push({ mode, blob, path: output.slice(tab + 1, end) });
    at = end + 1;
  }
  return entries;
}
