import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compareText } from '../model/source-span.js';
import { GitFailure } from './git.js';
import type { GitPlace } from './place.js';
import { folderAt, placeOf } from './place.js';

/** The commit that brought a file into the history, whatever the file was called then. */
export interface FirstCommit {
  /** Full id. */
  readonly commit: string;
  /** ISO date, in the time zone of the author. */
  readonly date: string;
  readonly author: string;
}

/** What a history says of files. */
export interface FirstCommits {
  /** By path relative to the root, sorted by it. */
  readonly files: readonly (readonly [path: string, commit: FirstCommit])[];
  /** False in a shallow clone: with more history there may be more to say. */
  readonly complete: boolean;
}

/** How often a file may have come from yet another folder. */
const movesFollowed = 8;

/**
 * The first commit of every file below some folders, renames followed, also out of other folders. One `git log` for all of them, and one
 * more for each time that some came from elsewhere. What a shallow clone only has since its boundary, and what was never committed, is
 * left out: nobody knows. Offline; without git or a history it is empty.
 * @param root any folder in a work tree.
 * @param folders relative to it, with `/`; `.` is the folder itself.
 */
export async function firstCommits(root: string, folders: readonly string[]): Promise<FirstCommits> {
  const nothing: FirstCommits = { files: [], complete: true };
  if (folders.length === 0) return nothing;
  const found = new Map<string, FirstCommit>();
  const folder = folderAt(root);
  const place = await placeOf(folder, root);
  if (place.kind !== 'git' || place.head === undefined) return nothing;
  const { prefix } = place;
  const boundary = shallowBoundary(place, await place.git.ask('rev-parse', '--git-path', 'shallow'));
  // The name under which a file goes at the point that was reached in the walk back → its path today.
  let wanted: Map<string, string> | undefined;
  let paths: readonly string[] = folders.map((name) => `${prefix}${name === '.' ? '' : name}`);
  for (let round = 0; round < movesFollowed && paths.length > 0; round += 1) {
    const commits = parseLog(await log(place, paths));
    const added = walkBack(commits, wanted ?? pathsOfToday(commits, paths));
    const rounds = new Map<string, string>();
    const sources = round + 1 < movesFollowed ? await movedFrom(place, added) : new Map<string, string>();
    for (const { name, today, commit } of added) {
      const source = sources.get(`${commit.id} ${name}`);
      if (source !== undefined) rounds.set(source, today);
      else if (!boundary.has(commit.id))
        found.set(today.slice(prefix.length), {
          commit: commit.id,
          date: commit.date,
          author: commit.author,
        });
    }
    wanted = rounds;
    paths = [...rounds.keys()];
  }
  return { files: [...found].toSorted(([a], [b]) => compareText(a, b)), complete: !place.shallow };
}

interface Commit {
  readonly id: string;
  readonly date: string;
  readonly author: string;
  readonly changes: readonly { readonly from: string | undefined; readonly to: string }[];
}

interface Added {
  readonly name: string;
  readonly today: string;
  readonly commit: Commit;
}

/** The mark of a commit in the output; no name in a tree can hold the zero byte that follows it. */
const format = '--format=%x01%H%x00%ad%x00%an%x00';

/** `git log` of names, whatever the user's settings are, and without any program of theirs. */
const plainLog = [
  '-c',
  'log.showSignature=false',
  'log',
  '--no-color',
  '--no-ext-diff',
  '--no-notes',
  '--date=short',
  '--no-mailmap',
  '-z',
  '--name-status',
] as const;

async function log(place: GitPlace, paths: readonly string[]): Promise<string> {
  const words = (...more: readonly string[]): readonly string[] => [
    '--literal-pathspecs',
    ...plainLog,
    '--topo-order',
    '--diff-filter=AR',
    ...more,
    format,
    'HEAD',
    '--',
    ...paths.map((path) => (path === '' ? '.' : path)),
  ];
  const top = place.prefix === '' ? [] : ['-C', toTop(place.prefix)];
  try {
    return await place.git.run(...top, ...words('--find-renames=50%', '-l1000'));
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    // A partial clone may lack the contents that renames are told by.
    return (await place.git.ask(...top, ...words('--no-renames'))) ?? '';
  }
}

const toTop = (prefix: string): string => '../'.repeat(prefix.split('/').length - 1);

/** Reads `\x01id\0date\0author\0` and behind it, for each change, `A\0path\0` or `R100\0from\0to\0`. */
function parseLog(output: string): readonly Commit[] {
  const words = output.split('\0');
  const commits: Commit[] = [];
  let changes: { from: string | undefined; to: string }[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = (words[at] ?? '').replace(/^\n+/, '');
    if (word.startsWith('\u0001')) {
      changes = [];
      commits.push({ id: word.slice(1), date: words[at + 1] ?? '', author: words[at + 2] ?? '', changes });
      at += 2;
    } else if (/^R\d+$/.test(word)) {
      changes.push({ from: words[at + 1] ?? '', to: words[at + 2] ?? '' });
      at += 2;
    } else if (word === 'A') {
      changes.push({ from: undefined, to: words[at + 1] ?? '' });
      at += 1;
    }
  }
  return commits;
}

/** In the first round every file that ever came counts under the name by which it came last. */
function pathsOfToday(commits: readonly Commit[], folders: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  const isBelow = (path: string): boolean =>
    folders.some(
      (folder) => folder === '' || path === folder || path.startsWith(`${folder.replace(/\/$/, '')}/`),
    );
  for (const { changes } of commits) for (const { to } of changes) if (isBelow(to)) names.set(to, to);
  return names;
}

/** From the newest commit back: a rename changes the name that is looked for, an addition ends the search. */
function walkBack(commits: readonly Commit[], wanted: ReadonlyMap<string, string>): readonly Added[] {
  const names = new Map([...wanted].map(([name, today]) => [name, [today]]));
  const added: Added[] = [];
  for (const commit of commits) {
    for (const { from, to } of commit.changes) {
      const today = names.get(to);
      if (today === undefined) continue;
      names.delete(to);
      if (from === undefined) added.push(...today.map((path) => ({ name: to, today: path, commit })));
      else names.set(from, [...(names.get(from) ?? []), ...today]);
    }
  }
  return added;
}

/** Of files that a commit added: from which path outside of the folders they were moved. Git only sees that when it looks at all paths. */
async function movedFrom(place: GitPlace, added: readonly Added[]): Promise<ReadonlyMap<string, string>> {
  const moved = new Map<string, string>();
  const commits = new Map<string, Set<string>>();
  for (const { name, commit } of added)
    commits.set(commit.id, (commits.get(commit.id) ?? new Set()).add(name));
  const ids = [...commits.keys()];
  for (let at = 0; at < ids.length; at += 200) {
    const output = await place.git.ask(
      ...plainLog,
      '--no-walk=unsorted',
      '--diff-filter=R',
      '--find-renames=50%',
      '-l400',
      format,
      ...ids.slice(at, at + 200),
    );
    for (const { id, changes } of parseLog(output ?? ''))
      for (const { from, to } of changes)
        if (from !== undefined && commits.get(id)?.has(to) === true) moved.set(`${id} ${to}`, from);
  }
  return moved;
}

/** The commits below which a shallow clone has no history: what they seem to add was there before. */
function shallowBoundary(place: GitPlace, path: string | undefined): ReadonlySet<string> {
  if (!place.shallow || path === undefined) return new Set();
  try {
    return new Set(readFileSync(resolve(join(place.folder), path), 'utf8').split(/\s+/));
  } catch {
    return new Set();
  }
}
