import { isAbsolute, relative, sep } from 'node:path';

/** A path of this machine with `/`. On POSIX a backslash is a letter like any other and stays. */
export function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** Whether `path` is `folder` or lies below it. Both are absolute and without links. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
}

/** The folder of a path with `/`; empty at the top. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** The folders above a path with `/`, from the top: `''`, `a`, `a/b` for `a/b/c`. */
export function foldersAbove(path: string): string[] {
  const folders = [''];
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1))
    folders.push(path.slice(0, slash));
  return folders;
}

/** The last name of a path with `/`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether a path leads through a `.git`, whose insides are never part of a view. Case is ignored as on macOS and Windows. */
export function leadsIntoGit(path: string): boolean {
  return path.split('/').some((name) => name.toLowerCase() === '.git');
}

/** Names that are not UTF-8 come from Node and git with this character in place of what cannot be told. */
export function isUndecodable(name: string): boolean {
  return name.includes('\uFFFD');
}
