import type { Probe } from '../model/probe.js';
import type { RepositoryView } from '../model/repository-view.js';
import { healthWords, plainPath } from './path-words.js';

const asked = new WeakMap<RepositoryView, ReadonlySet<string>>();

/** Tells the readers of routes which paths probes ask for; `/` is asked for the sake of an answer, whatever it is. */
export function noteAskedPaths(view: RepositoryView, probes: readonly Probe[]): void {
  const paths = probes.flatMap(({ host, path }) => (path === undefined || host !== undefined ? [] : [path]));
  asked.set(
    view,
    new Set(paths.map((path) => plainPath(path.split('?')[0] ?? '')).filter((path) => path.length > 1)),
  );
}

/**
 * Whether the code behind a route is worth following: its path says something of health, or a probe asks for it. The others are many, and
 * nobody would see what they touch.
 * @param path may lack a prefix that is not known yet.
 */
export function isOfInterest(path: string, view: RepositoryView): boolean {
  if (healthWords(path) !== undefined) return true;
  const plain = plainPath(path);
  return plain.length > 1 && [...(asked.get(view) ?? [])].some((one) => one === plain || one.endsWith(plain));
}
