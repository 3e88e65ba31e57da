import { posix } from 'node:path';
import { GitFailure } from './git.js';
import type { GitPlace } from './place.js';

/** What became of a path that is not there any more. */
export interface GonePath {
  /** Its place now, when git can tell. */
  readonly movedTo?: string;
  /** Full id of the commit that took it away. */
  readonly commit: string;
}

/** Renames are followed so often, and so many commits are looked into: beyond that a path is only gone. */
const mostMoves = 4;
const mostCommits = 60;
const mostPaths = 400;

/**
 * Of paths that are not there: which were once, and where they went. Files and folders; renames are what git takes for them (half of the
 * content is the same). On the main line only, as {@link fileVersions}.
 * @param isThere whether a file or folder exists at the commit or in the working tree.
 */
export async function gonePaths(
  place: GitPlace,
  commit: string,
  paths: readonly string[],
  isThere: (path: string) => boolean,
): Promise<ReadonlyMap<string, GonePath>> {
  const found = new Map<string, GonePath>();
  const renames = new Map<string, ReadonlyMap<string, string>>();
  // What is looked for → under which name it is looked for now.
  let open = new Map(paths.slice(0, mostPaths).map((path) => [path, path]));
  for (let move = 0; move < mostMoves && open.size > 0; move += 1) {
    const deletions = await deletionsOf(place, commit, [...new Set(open.values())]);
    const next = new Map<string, string>();
    for (const [path, name] of open) {
      const deletion = deletions.get(name);
      if (deletion === undefined) continue;
      if (!found.has(path)) found.set(path, { commit: deletion });
      if (!renames.has(deletion) && renames.size >= mostCommits) continue;
      const moved = renames.get(deletion) ?? (await renamesIn(place, deletion));
      renames.set(deletion, moved);
      const to = moved.get(name) ?? folderMove(name, moved);
      if (to === undefined) continue;
      if (isThere(to)) found.set(path, { commit: deletion, movedTo: to });
      else next.set(path, to);
    }
    open = next;
  }
  return found;
}

/** Path → the newest commit that deleted it, or the last file in it. */
async function deletionsOf(
  place: GitPlace,
  commit: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const output = await quietly(
    place,
    'log',
    '--first-parent',
    '-m',
    '--diff-filter=D',
    '--no-renames',
    '--name-only',
    '-z',
    '--no-ext-diff',
    '--no-textconv',
    ...(place.prefix === '' ? [] : ['--relative']),
    '--format=%x01%H',
    commit,
    '--',
    ...paths.map((path) => `:(literal)${path}`),
  );
  const wanted = new Set(paths);
  const deletions = new Map<string, string>();
  for (const entry of output.split('\u0001').slice(1)) {
    const [id = '', ...files] = entry.split('\0');
    for (const file of files.map((name) => name.replace(/^\n/, '')))
      for (let path = file; path !== '.' && path !== ''; path = posix.dirname(path))
        if (wanted.has(path) && !deletions.has(path)) deletions.set(path, id.trim());
  }
  return deletions;
}

/** Old path → new path, of all renames in a commit. */
async function renamesIn(place: GitPlace, commit: string): Promise<ReadonlyMap<string, string>> {
  const output = await quietly(
    place,
    'diff-tree',
    '-r',
    '-z',
    '--name-status',
    '-M',
    '-l1000',
    '--diff-filter=R',
    '--no-commit-id',
    '--no-ext-diff',
    '--no-textconv',
    ...(place.prefix === '' ? [] : ['--relative']),
    `${commit}^1`,
    commit,
  );
  const fields = output.split('\0');
  const renames = new Map<string, string>();
  for (let at = 0; at + 2 < fields.length; at += 3) renames.set(fields[at + 1] ?? '', fields[at + 2] ?? '');
  return renames;
}

/** Where a folder went: the one place to which most of its files went under their names. */
function folderMove(folder: string, renames: ReadonlyMap<string, string>): string | undefined {
  const places = new Map<string, number>();
  let files = 0;
  for (const [from, to] of renames) {
    if (!from.startsWith(`${folder}/`)) continue;
    files += 1;
    const rest = from.slice(folder.length);
    if (!to.endsWith(rest)) continue;
    const target = to.slice(0, -rest.length);
    places.set(target, (places.get(target) ?? 0) + 1);
  }
  const [best] = [...places].toSorted((a, b) => b[1] - a[1]);
  return best !== undefined && best[1] > files / 2 && best[0] !== '' ? best[0] : undefined;
}

/** What git cannot tell (a first commit, a shallow or partial clone) is not known. */
async function quietly(place: GitPlace, ...words: readonly string[]): Promise<string> {
  try {
    return await place.git.run(...words);
  } catch (error) {
    if (error instanceof GitFailure) return '';
    throw error;
  }
}
