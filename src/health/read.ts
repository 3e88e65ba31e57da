import type { Route, RouteGap } from '../model/endpoint.js';
import type { Probe } from '../model/probe.js';
import type { Reading } from '../model/reading.js';
import { isProductFile } from '../model/repository-view.js';
import type { RepositoryView } from '../model/repository-view.js';
import type { Skipped } from '../model/skipped.js';
import { compareSpans, compareText } from '../model/source-span.js';
import { noteAskedPaths } from './interest.js';
import { probePlatforms } from './probes/registry.js';
import { routeFrameworks } from './routes/registry.js';
import { isServerManifest, unreadFrameworks } from './unread-frameworks.js';

/**
 * All routes that the repository's services serve, sorted by place. Only the product's own files are read: a repository that holds nothing
 * but examples and tests has no routes, because nobody runs those.
 * @param probes the handlers of the paths that they ask for are looked into, whatever these are called.
 */
export async function readRoutes(
  view: RepositoryView,
  probes: readonly Probe[] = [],
): Promise<{
  readonly routes: readonly Route[];
  readonly gaps: readonly RouteGap[];
  readonly skipped: readonly Skipped[];
}> {
  noteAskedPaths(view, probes);
  const product = view.files.filter(isProductFile);
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  const skipped: Skipped[] = [];
  for (const framework of routeFrameworks) {
    const candidates = product.filter((file) => framework.isCandidate(file));
    if (candidates.length === 0) continue;
    const reading = await framework.read(candidates, view);
    routes.push(...reading.routes);
    gaps.push(...reading.gaps);
    skipped.push(...reading.skipped);
  }
  // Without a route there is no list that could be taken for complete.
  if (routes.length > 0) gaps.push(...(await unreadFrameworks(product.filter(isServerManifest), view)));
  return {
    routes: routes.toSorted(
      (a, b) =>
        compareSpans(a.span, b.span) || compareText(a.path, b.path) || compareText(a.method, b.method),
    ),
    gaps: gaps.toSorted((a, b) => compareSpans(a.span, b.span)),
    skipped: skipped.toSorted(compareSkipped),
  };
}

/** All probes of all platforms, sorted by place; of the product's own files only, as {@link readRoutes}. */
export async function readProbes(view: RepositoryView): Promise<Reading<Probe>> {
  const product = view.files.filter(isProductFile);
  const facts: Probe[] = [];
  const skipped: Skipped[] = [];
  for (const platform of probePlatforms) {
    const reading = await platform.read(
      product.filter((file) => platform.isCandidate(file)),
      view,
    );
    facts.push(...reading.facts);
    skipped.push(...reading.skipped);
  }
  return {
    facts: facts.toSorted(
      (a, b) => compareSpans(a.span, b.span) || compareText(a.target.name, b.target.name),
    ),
    skipped: skipped.toSorted(compareSkipped),
  };
}

function compareSkipped(a: Skipped, b: Skipped): number {
  return compareText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || compareText(a.reason, b.reason);
}
