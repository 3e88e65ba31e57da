/** Directory of a path relative to the root; the root itself is `.`. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}

/** Last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The parts of a directory; none for the root. */
export function segmentsOf(directory: string): readonly string[] {
  return directory === '.' || directory === '' ? [] : directory.split('/');
}

/**
 * `reference` as seen from `directory`, both relative to the root: `..` and `.` are resolved. Undefined when it leaves the root or is
 * absolute.
 */
export function resolveFrom(directory: string, reference: string): string | undefined {
  if (reference.startsWith('/')) return undefined;
  const parts = [...segmentsOf(directory)];
  for (const part of reference.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? '.' : parts.join('/');
}

/** True when `path` is `directory` or lies in or below it. */
export function isWithin(path: string, directory: string): boolean {
  return directory === '.' || path === directory || path.startsWith(`${directory}/`);
}

/** The directory itself, its parent and so on up to the root `.`. */
export function ancestorsOf(directory: string): readonly string[] {
  const parts = segmentsOf(directory);
  const found = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
  return [...found, '.'];
}

/** How many leading parts two directories share. */
export function sharedDepth(left: string, right: string): number {
  const one = segmentsOf(left);
  const other = segmentsOf(right);
  let depth = 0;
  while (depth < one.length && depth < other.length && one[depth] === other[depth]) depth += 1;
  return depth;
}
