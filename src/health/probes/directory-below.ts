import { join } from 'node:path/posix';

/**
 * A directory as a platform's file writes it, relative to the repository's root or to `base`; undefined when it is the root itself,
 * which says nothing, or outside of it.
 */
export function directoryBelow(written: string | undefined, base = '.'): string | undefined {
  if (written === undefined || written.includes('$')) return undefined;
  const path = join(base, written.trim().replace(/^\/+/, '')).replace(/\/+$/, '');
  return path === '' || path === '.' || path.startsWith('..') ? undefined : path;
}
