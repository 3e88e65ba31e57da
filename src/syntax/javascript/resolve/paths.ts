/** The directory of a path; `.` for files at the root. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}

/** Joins a directory and a relative path; undefined when that leads out of the repository. */
export function joinPath(directory: string, relative: string): string | undefined {
  const segments = directory === '.' ? [] : directory.split('/');
  for (const segment of relative.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.length === 0 ? '.' : segments.join('/');
}

/** A directory and the ones above it, up to the root. */
export function* upwards(directory: string): Generator<string> {
  for (let at = directory; at !== '.'; at = directoryOf(at)) yield at;
  yield '.';
}
