import type { RepositoryView } from '../../../model/repository-view.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { isRecord, readJson } from '../../settings/json.js';

const known = oncePerView((): Map<string, number | undefined> => new Map());

/**
 * The major version of the Laravel that runs the migrations of an application: the locked one, else the lowest that composer.json allows.
 * Undefined when neither says it.
 */
export async function laravelVersion(root: string, view: RepositoryView): Promise<number | undefined> {
  const versions = known(view);
  if (versions.has(root)) return versions.get(root);
  const at = (name: string): string => (root === '.' ? name : `${root}/${name}`);
  const version =
    lockedIn(await textOf(at('composer.lock'), view)) ?? allowedBy(await textOf(at('composer.json'), view));
  versions.set(root, version);
  return version;
}

async function textOf(path: string, view: RepositoryView): Promise<string> {
  return (view.file(path) ? await view.read(path) : undefined)?.text ?? '';
}

/** Locks are large and written by composer: the line behind the name is all that is looked for. */
function lockedIn(lock: string): number | undefined {
  const version = /"name": "(?:laravel\/framework|illuminate\/database)",\s*"version": "v?(\d+)\./.exec(
    lock,
  )?.[1];
  return version === undefined ? undefined : Number(version);
}

/** `^11.0 || ^12.0`: the lowest major of the alternatives; undefined when one of them names none (`*`, `dev-master`). */
function allowedBy(manifest: string): number | undefined {
  const sections = readJson(manifest);
  const required = isRecord(sections) ? sections['require'] : undefined;
  if (!isRecord(required)) return undefined;
  const constraint = required['laravel/framework'] ?? required['illuminate/database'];
  if (typeof constraint !== 'string') return undefined;
  const majors = constraint
    .split(/\s*\|\|?\s*/)
    .map((alternative) => /^[\^~>=v\s]*(\d+)\b/.exec(alternative.trim())?.[1]);
  return majors.every((major) => major !== undefined) ? Math.min(...majors.map(Number)) : undefined;
}
