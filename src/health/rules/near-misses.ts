import type { Route } from '../../model/endpoint.js';
import { plainPath } from '../path-words.js';

/** A route that is almost what a probe asks for. */
export interface NearMiss {
  readonly route: Route;
  /** In which way it differs, to follow the route's name: "it has the prefix /api". */
  readonly difference: string;
}

/** Paths are compared letter by letter up to this length. */
const longestPath = 200;

/** The routes that a probe's path was probably meant for, the likeliest first. */
export function nearMisses(asked: string, routes: readonly Route[]): readonly NearMiss[] {
  const ranked = routes.flatMap((route) => {
    const found = differenceOf(asked, route);
    return found ? [{ route, ...found }] : [];
  });
  const seen = new Set<string>();
  return ranked
    .toSorted((a, b) => a.rank - b.rank || a.route.path.length - b.route.path.length)
    .filter(({ route }) => !seen.has(route.path) && seen.add(route.path))
    .slice(0, 3)
    .map(({ route, difference }) => ({ route, difference }));
}

function differenceOf(asked: string, { path }: Route): { rank: number; difference: string } | undefined {
  if (path === '/' || asked === '/' || path.includes('{')) return undefined;
  if (path === asked) return undefined;
  if (plainPath(path) === plainPath(asked)) {
    const isSlash = path.toLowerCase() !== asked.toLowerCase();
    return { rank: 0, difference: isSlash ? 'the slash at the end differs' : 'letters differ in case' };
  }
  if (path.endsWith(asked))
    return { rank: 1, difference: `it has the prefix ${path.slice(0, -asked.length)}` };
  if (asked.endsWith(path))
    return { rank: 1, difference: `it does not have the prefix ${asked.slice(0, -path.length)}` };
  const most = Math.min(asked.length, path.length) < 5 ? 1 : 2;
  const distance = editDistance(asked.slice(0, longestPath), path.slice(0, longestPath));
  return distance <= most
    ? { rank: 1 + distance, difference: distance === 1 ? 'one letter differs' : `${distance} letters differ` }
    : undefined;
}

/** How many letters must be added, left out or changed (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const changed = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(changed, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[b.length] ?? 0;
}
