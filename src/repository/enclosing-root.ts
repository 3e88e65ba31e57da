import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { RepositoryError } from './errors.js';
import { folderAt, placeOf } from './place.js';

/** Whether a path that the user gave is a folder; false when there is nothing. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/**
 * The absolute path of a named file, links in its folders resolved.
 * @param path as the user wrote it, relative to `workingDirectory`.
 * @throws RepositoryError when there is no such file.
 */
export function fileAt(path: string, workingDirectory: string): string {
  const file = join(folderAt(dirname(resolve(workingDirectory, path))), basename(path));
  if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) return file;
  throw new RepositoryError('path-missing', `${path} does not exist. Check the spelling.`);
}

/**
 * The folders as whose files some files may be meant, the likeliest first: the top of their work tree, outside git the working
 * directory, then the working directory within a work tree and the files' own folder. Empty when they have nothing in common.
 * @param files absolute paths.
 */
export async function rootsOf(
  files: readonly string[],
  workingDirectory: string,
): Promise<readonly string[]> {
  const here = realpathSync.native(workingDirectory);
  const tops = new Set<string>();
  const folders = new Set<string>();
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    const place = await placeOf(folder, folder);
    if (place.kind !== 'git' || place.bare) folders.add(folder);
    else
      tops.add(
        join(
          folder,
          ...place.prefix
            .split('/')
            .filter(Boolean)
            .map(() => '..'),
        ),
      );
  }
  const within = files.every((file) => file.startsWith(here.endsWith(sep) ? here : here + sep));
  const shared = (roots: ReadonlySet<string>): Iterable<string> =>
    tops.size + folders.size === 1 ? roots : [];
  return [...new Set([...shared(tops), ...(within ? [here] : []), ...shared(folders)])];
}

/** A path below a root, relative to it, with `/`. */
export function pathBelow(root: string, file: string): string {
  return relative(root, file).split(sep).join('/');
}
