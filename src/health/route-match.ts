/**
 * Whether a route's path (parameters as `{name}`, wildcards as `{*name}`) answers a request for `asked`. A slash at the end makes no
 * difference here: most frameworks ignore it or redirect.
 */
export function routeAnswers(route: string, asked: string): boolean {
  const pattern = segmentsOf(route);
  const wanted = segmentsOf(asked);
  for (const [at, segment] of pattern.entries()) {
    if (segment.includes('{*')) return true;
    const word = wanted[at];
    if (word === undefined) return false;
    if (!segment.includes('{') && segment !== word) return false;
  }
  return wanted.length === pattern.length;
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}
