import { Flags } from '@oclif/core';
import { join, posix, relative, sep } from 'node:path';
import type { LogPlace } from '../../workflows/adr/open-log.js';

/** Flags of every command that works on a log. */
export const placeFlags = {
  path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
  dir: Flags.string({ description: 'Folder of the log, relative to the repository.', helpValue: 'DIR' }),
};

/** Where the flags say that the log is. */
export function placeOf(flags: { readonly path: string; readonly dir: string | undefined }): LogPlace {
  return { path: flags.path, ...(flags.dir !== undefined && { folder: flags.dir }) };
}

/** A path as a shell in the working directory takes it, as adr-tools prints it: `doc/adr/0001-x.md`, `../doc/adr/0001-x.md`. */
export function fromHere(root: string, path: string): string {
  return pathsFromHere(root, [path])[0] ?? '';
}

/** {@link fromHere} for many paths: the way to each folder is looked for once. */
export function pathsFromHere(root: string, paths: readonly string[]): readonly string[] {
  const here = process.cwd();
  const folders = new Map<string, string>();
  return paths.map((path) => {
    const folder = posix.dirname(path);
    let way = folders.get(folder);
    if (way === undefined) {
      way = relative(here, join(root, folder)).split(sep).join('/');
      folders.set(folder, way);
    }
    return way === '' ? posix.basename(path) : `${way}/${posix.basename(path)}`;
  });
}
