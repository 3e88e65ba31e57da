import { directoryOf, sharedDepth } from './paths.js';

/** Something that was seen in a file. */
export interface Located {
  readonly file: string;
}

/**
 * The things that lie nearest to a directory: those whose files share the longest beginning of the path with it. In a monorepo the
 * service's own `go.mod` or `.env.example` counts, not its neighbour's.
 */
export function nearestTo<Thing extends Located>(
  things: readonly Thing[],
  directory: string,
): readonly Thing[] {
  let best = -1;
  let nearest: Thing[] = [];
  for (const thing of things) {
    const depth = sharedDepth(directoryOf(thing.file), directory);
    if (depth > best) {
      best = depth;
      nearest = [];
    }
    if (depth === best) nearest.push(thing);
  }
  return nearest;
}
