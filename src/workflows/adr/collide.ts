import { posix } from 'node:path';
import { collisionsOf } from '../../documents/adr/collisions.js';
import type { Collision } from '../../documents/adr/collisions.js';
import { namesAt } from '../../repository/history-of-lines.js';
import { gitPlaceOf } from '../../repository/place.js';
import { mergeBaseOf, resolveAt } from '../../repository/revisions.js';
import { openLogs } from './open-log.js';
import type { LogPlace } from './open-log.js';

/** A number that several records of one log would have, and the log's folder. */
export interface FoundCollision extends Collision {
  readonly folder: string;
}

/**
 * The numbers that two records would have after a merge of the working tree with another branch.
 * @throws RepositoryError when the base does not exist, has no common history, or there is no repository.
 */
export async function findCollisions(place: LogPlace, base: string): Promise<readonly FoundCollision[]> {
  const { scanned, logs, chosen } = await openLogs(place);
  try {
    const git = await gitPlaceOf(scanned.root);
    const other = await resolveAt(git, base);
    const start = git.head === undefined ? undefined : await mergeBaseOf(git, other, git.head);
    const folders = new Set([...logs.map(({ path }) => path), ...(chosen ? [chosen.folder] : [])]);
    const found: FoundCollision[] = [];
    for (const folder of [...folders].toSorted()) {
      const mine = scanned.view.files
        .filter(({ path }) => posix.dirname(path) === folder)
        .map(({ path }) => posix.basename(path));
      const names = {
        mine: new Set(mine),
        theirs: await namesAt(git, other, folder),
        before: start === undefined ? new Set<string>() : await namesAt(git, start, folder),
      };
      const collisions = collisionsOf(names, new Set(scanned.configuration.adr.frozen ?? []));
      found.push(...collisions.map((collision) => ({ folder, ...collision })));
    }
    return found;
  } finally {
    await scanned.close();
  }
}
