import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folderAt } from './place.js';

/** What can be asked of one folder without listing what is below it. */
export interface FolderGlance {
  /** Absolute, without links. */
  readonly folder: string;
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
  /** Names of the entries of a folder; empty when there is none. */
  names(path: string): readonly string[];
  /** The text of a small file, or undefined. */
  text(path: string): string | undefined;
}

/**
 * The nearest folder, from one upwards, of which something is true. The search ends with the folder that holds `.git`: what lies above a
 * repository is another project. The top of the file system is left out, as adr-tools does.
 * Rejects with RepositoryError when the first folder cannot be read.
 */
export async function nearestFolder(
  start: string,
  test: (glance: FolderGlance) => boolean | Promise<boolean>,
): Promise<string | undefined> {
  for (let folder = folderAt(start); dirname(folder) !== folder; folder = dirname(folder)) {
    if (await test(glanceAt(folder))) return folder;
    if (existsSync(join(folder, '.git'))) return undefined;
  }
  return undefined;
}

/** A folder's own entries. */
export function glanceAt(folder: string): FolderGlance {
  const stats = (path: string): ReturnType<typeof statSync> =>
    statSync(join(folder, path), { throwIfNoEntry: false });
  return {
    folder,
    isFile: (path) => safely(() => stats(path)?.isFile()) === true,
    isFolder: (path) => safely(() => stats(path)?.isDirectory()) === true,
    names: (path) => safely(() => readdirSync(join(folder, path)).toSorted()) ?? [],
    text: (path) =>
      safely(() => {
        const size = stats(path)?.size ?? 0;
        return size > 100_000 ? undefined : readFileSync(join(folder, path), 'utf8');
      }),
  };
}

/** A folder that may not be read, or a name that leads through a file, says nothing. */
function safely<Result>(look: () => Result): Result | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
