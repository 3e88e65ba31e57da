import { createHash } from 'node:crypto';
import type { RepositoryView } from '../model/repository-view.js';
import { UserCache } from '../repository/user-cache.js';
import { gatherFacts } from './gather-facts.js';
import type { Facts, Parts, Progress } from './gather-facts.js';
import { buildVersion } from './package-version.js';

/** More files that git has no id for than this are no edit of a working tree: reading them all to compare them would cost what it saves. */
const mostWithoutId = 200;

/**
 * The facts of a working tree: those of the last run when no file became another since, else gathered anew. What a file holds is told by
 * git's id for it, or by its text where git has none (it was edited, or is new); what lintel's readers are, by their own files. A run that
 * was not whole is not kept.
 * @param root absolute path of the scanned tree; each has one entry in the user's cache.
 */
export async function cachedFacts(
  view: RepositoryView,
  root: string,
  progress: Progress | undefined,
  parts: Parts,
): Promise<Facts> {
  progress?.('changes since the last run');
  const key = await stateOf(view, parts);
  if (key === undefined) return gatherFacts(view, progress, parts);
  const cache = new UserCache<Facts>(
    { kind: 'facts', of: `${root}\u0000${JSON.stringify(parts)}` },
    buildVersion(),
    isFacts,
  );
  const known = cache.get(key);
  if (known !== undefined) return known;
  const facts = await gatherFacts(view, progress, parts);
  if (facts.failures.length > 0) return facts;
  cache.set(key, facts);
  cache.save();
  return facts;
}

/** A digest of all files: names, marks and contents. Undefined when too many contents are not known to git. */
async function stateOf(view: RepositoryView, parts: Parts): Promise<string | undefined> {
  if (view.files.filter(({ blob }) => blob === undefined).length > mostWithoutId) return undefined;
  const digest = createHash('sha256').update(JSON.stringify(parts));
  for (const { path, blob, marks, origin } of view.files) {
    const content = blob ?? (await view.read(path))?.text ?? '';
    digest.update(JSON.stringify([path, marks, origin, blob === undefined, content.length])).update(content);
  }
  return digest.digest('hex');
}

/** The lists that every reader fills: enough to know that lintel wrote it, in a folder that nobody else may write to. */
function isFacts(value: unknown): value is Facts {
  if (typeof value !== 'object' || value === null) return false;
  const lists = [
    'services',
    'workloads',
    'migrationSets',
    'migrations',
    'routes',
    'routeGaps',
    'endpoints',
    'probes',
    'policies',
    'scrapes',
    'alerts',
    'slos',
    'sightings',
    'skipped',
    'failures',
  ] as const satisfies readonly (keyof Facts)[];
  const facts = new Map<string, unknown>(Object.entries(value));
  return (
    lists.every((list) => Array.isArray(facts.get(list))) &&
    typeof facts.get('healthSurroundings') === 'object'
  );
}
