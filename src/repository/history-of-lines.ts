import type { GitPlace } from './place.js';
import { placeOf } from './place.js';

/**
 * For some lines of a file, what the commit that wrote each had in a folder: the names of the files. A line that is not committed, and every
 * line outside git, is left out.
 * @param root any folder in the repository; `file` and `folder` are relative to it, with `/`.
 * @param lines from 1.
 */
export async function namesWhenWritten(
  root: string,
  file: string,
  lines: readonly number[],
  folder: string,
): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const place = await placeOf(root, root);
  const result = new Map<number, ReadonlySet<string>>();
  if (place.kind !== 'git') return result;
  const blamed = await place.git.ask('blame', '--porcelain', '--no-textconv', '--', file);
  if (blamed === undefined) return result;
  const commits = new Map<number, string>();
  for (const [, commit = '', line] of blamed.matchAll(/^([0-9a-f]{40,64}) \d+ (\d+)/gm))
    commits.set(Number(line), commit);
  const known = new Map<string, ReadonlySet<string>>();
  for (const line of lines) {
    const commit = commits.get(line);
    if (commit === undefined || /^0+$/.test(commit)) continue;
    const names = known.get(commit) ?? (await namesAt(place, commit, folder));
    known.set(commit, names);
    result.set(line, names);
  }
  return result;
}

/** The names of the files in one folder of a commit; empty when it had none. */
export async function namesAt(place: GitPlace, commit: string, folder: string): Promise<ReadonlySet<string>> {
  const path = folder === '.' ? place.prefix : `${place.prefix}${folder}`;
  const listed = await place.git.ask('ls-tree', '-z', '--name-only', `${commit}:${path}`);
  return new Set((listed ?? '').split('\0').filter((name) => name !== ''));
}
