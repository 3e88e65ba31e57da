import { matchesWildcards } from '../../../syntax/wildcards.js';

/** Whether an Ant pattern or path pattern covers a path: `/api/**`, `/a/*`, `/x/{id}`; undefined = for some of its parameters. */
export function antPatternCovers(pattern: string, path: string): boolean | undefined {
  const wanted = pattern.split('/').filter((segment) => segment !== '');
  const given = path.split('/').filter((segment) => segment !== '');
  let isSure = true;
  for (const [index, segment] of wanted.entries()) {
    if (segment === '**' || segment.startsWith('{*')) return isSure ? true : undefined;
    const own = given[index];
    if (own === undefined) return false;
    if (/^\{|^\*$/.test(segment)) continue;
    if (own.startsWith('{')) isSure = false;
    else if (!matchesWildcards(segment, own)) return false;
  }
  if (given.length !== wanted.length) return false;
  return isSure ? true : undefined;
}
