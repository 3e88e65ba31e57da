import { compareText } from '../model/source-span.js';
import { blobId, isContentOf } from './blob-id.js';
import { BlobReader } from './blob-reader.js';
import { GitFailure } from './git.js';
import { missingObjects } from './missing-objects.js';
import { isUndecodable } from './native-path.js';
import type { GitPlace } from './place.js';
import { gitPlaceOf } from './place.js';
import { readRegularFile } from './regular-file.js';
import { findRenames } from './renames.js';
import { mergeBaseOf, resolveAt } from './revisions.js';
import { listTree } from './tree-listing.js';
import { listWorkingTree } from './working-tree.js';
import type { WorkingTree } from './working-tree.js';

/** A file whose content, name or existence differs. */
export interface ChangedFile {
  /** Relative to the root, with `/`; of a deleted file its last one. */
  readonly path: string;
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed';
  /** The name before, of a renamed file, whose content may have changed too (at least half of it is the same). */
  readonly oldPath?: string;
}

export interface ChangeOptions {
  /**
   * Compare with the commit at which head left base, as a pull request does (`base...head`), so that what others added to base meanwhile
   * does not count.
   */
  readonly mergeBase?: boolean;
}

/**
 * What changed below a folder from one revision to another, or to the working tree when `head` is left out (untracked files
 * that are not ignored included; in a bare repository: to HEAD). Regular files only: links and submodules have no content of their own.
 * Sorted by path. A change of the executable bit alone is none.
 * @throws UnknownRevision when a revision does not exist
 * @throws RepositoryError when there is no repository, or (with `mergeBase`) no common commit
 */
export async function changedFiles(
  root: string,
  base: string,
  head?: string,
  options: ChangeOptions = {},
): Promise<readonly ChangedFile[]> {
  const place = await gitPlaceOf(root);
  const from = await resolveAt(place, base);
  const to = head === undefined ? undefined : await resolveAt(place, head);
  const tip = to ?? place.head;
  const start = options.mergeBase === true && tip !== undefined ? await mergeBaseOf(place, from, tip) : from;
  const end = to ?? (place.bare ? place.head : undefined);
  const changes =
    end === undefined ? await uncommitted(place, start) : await betweenCommits(place, start, end);
  return changes.toSorted((a, b) => compareText(a.path, b.path));
}

/** Options of `git diff-tree`: whole ids, no program of the user's for showing differences. */
const rawDiff = ['diff-tree', '-r', '-z', '--raw', '--no-abbrev', '--no-ext-diff', '--no-textconv'];

async function betweenCommits(place: GitPlace, start: string, end: string): Promise<ChangedFile[]> {
  const options = [...rawDiff, '-l1000', ...(place.prefix === '' ? [] : ['--relative'])];
  try {
    return parseRawDiff(await place.git.run(...options, '--find-renames', start, end));
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    // A partial clone may lack the contents by which renames are found; unchanged ones are found by their ids.
    return parseRawDiff(await place.git.run(...options, '--find-renames=100%', start, end));
  }
}

/** `:<mode> <mode> <id> <id> <status>\0<path>\0`, with a second path for renames. */
function parseRawDiff(output: string): ChangedFile[] {
  const fields = output.split('\0');
  const changes: ChangedFile[] = [];
  for (let at = 0; at + 1 < fields.length;) {
    const [oldMode = '', newMode = '', oldId, newId, status = ''] = (fields[at] ?? '').slice(1).split(' ');
    const oldPath = fields[at + 1] ?? '';
    const renamed = /^[RC]/.test(status);
    const path = renamed ? (fields[at + 2] ?? '') : oldPath;
    at += renamed ? 3 : 2;
    if (isUndecodable(path)) continue;
    const before = isFileMode(oldMode);
    const after = isFileMode(newMode);
    if (before && after && renamed) changes.push({ path, status: 'renamed', oldPath });
    else if (before && after) {
      if (oldId !== newId) changes.push({ path, status: 'modified' });
    } else if (after) changes.push({ path, status: 'added' });
    else if (before) changes.push({ path: oldPath, status: 'deleted' });
  }
  return changes;
}

function isFileMode(mode: string): boolean {
  return mode.startsWith('100');
}

/**
 * From a commit to the working tree. `git diff` would run the repository's filters to compare, so the blob ids that are known are
 * compared, and contents where there is none.
 */
async function uncommitted(place: GitPlace, start: string): Promise<ChangedFile[]> {
  const [entries, tree] = await Promise.all([listTree(place, start), listWorkingTree(place)]);
  const before = new Map(
    entries
      .filter(({ mode, path }) => isFileMode(mode) && !isUndecodable(path))
      .map(({ path, blob }) => [path, blob]),
  );
  const after = pathsOf(tree);
  const changes: ChangedFile[] = [];
  const deleted = new Map<string, string>();
  for (const [path, blob] of before) {
    if (!after.has(path)) deleted.set(path, blob);
    else if (!isSame(place, tree, path, blob)) changes.push({ path, status: 'modified' });
  }
  const added = [...after].filter((path) => !before.has(path));
  const renames = await renamesOf(place, start, tree, deleted, added);
  for (const path of added) {
    const oldPath = renames.get(path);
    changes.push(oldPath === undefined ? { path, status: 'added' } : { path, status: 'renamed', oldPath });
    if (oldPath !== undefined) deleted.delete(oldPath);
  }
  for (const path of deleted.keys()) changes.push({ path, status: 'deleted' });
  return changes;
}

/** Files that are there, or would be if they were checked out, or could not be looked at: none of these is deleted. */
function pathsOf(tree: WorkingTree): Set<string> {
  const paths = new Set(tree.indexed.keys());
  for (const { path } of tree.files) if (!tree.targets.has(path)) paths.add(path);
  for (const { file, reason } of tree.skipped)
    if (reason === 'unreadable' || reason === 'case-conflict') paths.add(file);
  return paths;
}

/** What cannot be read (too large, no permission) and is not as the index knows it counts as changed. */
function isSame(place: GitPlace, tree: WorkingTree, path: string, blob: string): boolean {
  const indexed = tree.indexed.get(path);
  if (indexed !== undefined) return indexed === blob;
  const read = readRegularFile(place.folder, path);
  return 'content' in read && isContentOf(read.content, blob);
}

async function renamesOf(
  place: GitPlace,
  start: string,
  tree: WorkingTree,
  deleted: ReadonlyMap<string, string>,
  added: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (deleted.size === 0 || added.length === 0) return new Map();
  const blobs = new BlobReader({
    program: place.git.program,
    folder: place.folder,
    listMissing: async () => missingObjects(place, start),
  });
  const idLength = start.length;
  try {
    return await findRenames(deleted, added, {
      oldContent: async (blob) => blobs.read(blob),
      newContent: (path) => readRegularFile(place.folder, path),
      newBlob: (path) => {
        const indexed = tree.indexed.get(path);
        if (indexed !== undefined) return indexed;
        const read = readRegularFile(place.folder, path);
        return 'content' in read ? blobId(read.content, idLength) : undefined;
      },
    });
  } finally {
    await blobs.close();
  }
}
