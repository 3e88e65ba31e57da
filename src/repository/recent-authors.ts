import { folderAt, placeOf } from './place.js';

/** As many commits are looked at. */
const commits = 500;

/** The names of those who committed lately, most commits first; empty outside git. Mailmap is followed. */
export async function recentAuthors(path: string): Promise<readonly string[]> {
  const place = await placeOf(folderAt(path), path);
  if (place.kind !== 'git') return [];
  const log = await place.git.ask('log', `--max-count=${commits}`, '--format=%aN');
  const counts = new Map<string, number>();
  for (const name of (log ?? '').split('\n'))
    if (name.trim() !== '' && !name.endsWith('[bot]')) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([name]) => name);
}
