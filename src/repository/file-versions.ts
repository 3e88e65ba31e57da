import type { GitPlace } from './place.js';
import { GitFailure } from './git.js';

/** A state of a file. */
export interface FileVersion {
  readonly commit: string;
  /** ISO date of the commit. */
  readonly date: string;
  readonly blob: string;
}

/** What git knows of the files in some folders. */
export interface FileVersions {
  /** Of every file that is there at the commit: its states, the oldest first, under whatever names it had in these folders. */
  readonly versions: ReadonlyMap<string, readonly FileVersion[]>;
  /** Every path that was ever there. */
  readonly everPaths: readonly string[];
}

/**
 * The states of the files in some folders on the main line: the line of first parents, on which a merge counts as one commit, so that what
 * was tried out on a branch before it was merged is none.
 * @param commit full id of the last commit that counts.
 * @param folders relative to the place's folder; `.` is the folder itself.
 */
export async function fileVersions(
  place: GitPlace,
  commit: string,
  folders: readonly string[],
): Promise<FileVersions> {
  const none: FileVersions = { versions: new Map(), everPaths: [] };
  if (folders.length === 0) return none;
  let output: string;
  try {
    output = await place.git.run(
      'log',
      '--first-parent',
      '-m',
      '--raw',
      '--no-abbrev',
      '-z',
      '-M',
      '-l1000',
      '--no-ext-diff',
      '--no-textconv',
      ...(place.prefix === '' ? [] : ['--relative']),
      '--format=%x01%H %cs',
      commit,
      '--',
      ...folders.map((folder) => `:(literal)${folder}`),
    );
  } catch (error) {
    // A partial clone may lack what renames are told by.
    if (error instanceof GitFailure) return none;
    throw error;
  }
  const versions = new Map<string, FileVersion[]>();
  const everPaths = new Set<string>();
  for (const entry of output.split('\u0001').slice(1).toReversed()) {
    const [head = '', ...fields] = entry.split('\0');
    const [id = '', date = ''] = head.trim().split(' ');
    apply(fields, { commit: id, date }, versions, everPaths);
  }
  return { versions, everPaths: [...everPaths] };
}

/** `:<mode> <mode> <id> <id> <status>`, then one path, or two of a rename. */
function apply(
  fields: readonly string[],
  commit: Omit<FileVersion, 'blob'>,
  versions: Map<string, FileVersion[]>,
  everPaths: Set<string>,
): void {
  for (let at = 0; at + 1 < fields.length;) {
    const [, , , blob = '', status = ''] = (fields[at] ?? '').trim().replace(/^:/, '').split(' ');
    if (status === '') {
      at += 1;
      continue;
    }
    const from = fields[at + 1] ?? '';
    const renamed = /^[RC]/.test(status);
    const path = renamed ? (fields[at + 2] ?? '') : from;
    at += renamed ? 3 : 2;
    everPaths.add(path);
    if (status === 'D') versions.delete(path);
    else {
      versions.set(path, [...(versions.get(from) ?? []), { ...commit, blob }]);
      if (status.startsWith('R')) versions.delete(from);
    }
  }
}
