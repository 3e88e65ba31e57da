import { GitFailure } from './git.js';
import type { GitPlace } from './place.js';

/**
 * Ids of the objects of a commit that a partial clone does not have. `--missing=print` is the way in which git tells without going to fetch
 * them. Empty when git cannot tell.
 */
export async function missingObjects(place: GitPlace, commit: string): Promise<ReadonlySet<string>> {
  const missing = new Set<string>();
  try {
    const output = await place.git.run('rev-list', '--objects', '--no-walk', '--missing=print', commit);
    for (const line of output.split('\n')) if (line.startsWith('?')) missing.add(line.slice(1).trim());
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
  }
  return missing;
}
