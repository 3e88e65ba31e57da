/** The directory of a path; `.` for files at the root. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}

/** The last segment of a path; of the root the empty text. */
export function baseName(path: string): string {
  return path === '.' ? '' : path.slice(path.lastIndexOf('/') + 1);
}

/** True when a path is the directory itself or lies below it. */
export function isWithin(directory: string, path: string): boolean {
  return directory === '.' || path === directory || path.startsWith(`${directory}/`);
}

/** The directory and those above it, nearest first, ending with the root. */
export function ancestors(directory: string): readonly string[] {
  const found: string[] = [];
  for (let at = directory; at !== '.'; at = directoryOf(at)) found.push(at);
  return [...found, '.'];
}

/** A path that a file names, or why it leads to no place in the repository. */
export type ResolvedPath =
  { readonly path: string } | { readonly path: undefined; readonly problem: 'outside' | 'remote' };

/**
 * A path that a file names relative to a directory. `outside` = it leaves the repository or is absolute, which no reader follows;
 * `remote` = it is an address, not a path.
 */
export function resolvePath(directory: string, relative: string): ResolvedPath {
  if (/^[a-z][a-z\d+.-]*:\/\/|^[\w.-]+@[\w.-]+:|^(github|gitlab|bitbucket)\.\w+\//i.test(relative))
    return { path: undefined, problem: 'remote' };
  const written = relative.replaceAll('\\', '/');
  if (/^[/~]|^[A-Za-z]:/.test(written)) return { path: undefined, problem: 'outside' };
  const segments = directory === '.' ? [] : directory.split('/');
  for (const segment of written.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return { path: undefined, problem: 'outside' };
  }
  return { path: segments.length === 0 ? '.' : segments.join('/') };
}

/** A path below a directory. */
export function joinPath(directory: string, relative: string): string {
  return directory === '.' ? relative : `${directory}/${relative}`;
}

/** True for files that set up editors, pipelines and development containers: they run no product. */
export function isDevelopmentPlace(path: string): boolean {
  return /(^|\/)\.(devcontainer|github|gitlab|circleci|buildkite|gitpod|vscode|idea|woodpecker|azure-pipelines)\//.test(
    path,
  );
}
