import { mentionedDirectory } from '../../finding/mentions.js';
import { nearestTo } from '../../finding/nearest.js';
import { ancestorsOf } from '../../finding/paths.js';

/** A location that was found in the repository. */
export interface ResolvedLocation {
  readonly directory: string;
  /** It came from `{vendor}`: one folder per database, of which Flyway reads one. */
  readonly perVendor: boolean;
}

/** All folders that hold files named for Flyway, and the folders above them: what a location can mean. */
export function possibleLocations(directoriesWithFiles: Iterable<string>): readonly string[] {
  const all = new Set<string>();
  for (const directory of directoriesWithFiles) for (const above of ancestorsOf(directory)) all.add(above);
  return [...all];
}

/**
 * The folders that a location means. `classpath:` (or nothing) is a folder of that path below any root of resources, the one nearest to
 * the file that names it; `filesystem:` is relative to where Flyway is called. `{vendor}` stands for the database's id, each folder at its
 * place is one (Spring Boot reference, "Execute Flyway Database Migrations on Startup"). From a wildcard on a location is recursive.
 */
export function resolveLocation(
  location: string,
  file: string,
  possible: readonly string[],
): readonly ResolvedLocation[] {
  const isFilesystem = location.startsWith('filesystem:');
  const path = location
    .replace(/^(filesystem|classpath):/, '')
    .replace(/^(\$\{(project\.)?(basedir|projectDir|rootDir)\}|\$projectDir|\$rootDir)\//, '')
    .replace(/\/?[*?].*$/, '')
    .replace(/\/+$/, '');
  const [common = '', behind] = path.split(/\/?\{vendor\}/);
  if (behind === undefined)
    return resolvePath(common, isFilesystem, file, possible).map((directory) => ({
      directory,
      perVendor: false,
    }));
  const roots = resolvePath(common, isFilesystem, file, possible);
  return roots.flatMap((root) =>
    possible
      .filter((directory) => isVendorFolder(directory, root, behind))
      .map((directory) => ({ directory, perVendor: true })),
  );
}

function isVendorFolder(directory: string, root: string, behind: string): boolean {
  if (!directory.startsWith(`${root}/`) || !directory.endsWith(behind)) return false;
  const vendor = directory.slice(root.length + 1, directory.length - behind.length);
  return vendor !== '' && !vendor.includes('/');
}

function resolvePath(
  path: string,
  isFilesystem: boolean,
  file: string,
  possible: readonly string[],
): readonly string[] {
  if (isFilesystem) {
    const directory = mentionedDirectory(path, file, possible);
    return directory === undefined ? [] : [directory];
  }
  const onClasspath = path.replace(/^\/+/, '');
  if (onClasspath === '') return [];
  const ending = possible.filter(
    (directory) => directory === onClasspath || directory.endsWith(`/${onClasspath}`),
  );
  const near = nearestTo(
    ending.map((directory) => ({ file: `${directory}/x`, directory })),
    file.replace(/\/[^/]*$/, ''),
  );
  return near.map(({ directory }) => directory);
}
