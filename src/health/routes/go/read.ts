import { compareSpans, compareText } from '../../../model/source-span.js';
import type { Route, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { GoPackage } from '../../../syntax/go/program.js';
import { GoProgram } from '../../../syntax/go/program.js';
import type { RouteReading } from '../../route-framework.js';
import type { DescribedHandler } from './handlers.js';
import { HandlerReader } from './handlers.js';
import { interpret } from './interpret.js';
import type { Machine } from './machine.js';
import { produceRoutes } from './produce.js';
import type { GoRouterFramework } from './recognition.js';
import { frameworkOfImport } from './recognition.js';
import { findRelevance } from './relevance.js';
import { isGoCandidate } from './candidates.js';
import { switchedPaths } from './path-switch.js';
import type { Registration } from './routers.js';

/** One reading serves all three frameworks: their routers are mounted in each other. Kept as long as its view. */
const readings = new WeakMap<
  RepositoryView,
  { readonly key: string; readonly reading: Promise<GoReading> }
>();

/** The routes, gaps and skips of one framework. */
export async function readGoRoutes(
  framework: GoRouterFramework,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const paths = candidates.filter(isGoCandidate).toSorted((a, b) => compareText(a.path, b.path));
  const key = paths.map((file) => file.path).join('\0');
  let kept = readings.get(view);
  if (kept?.key !== key) {
    kept = { key, reading: readAll(paths, view) };
    readings.set(view, kept);
  }
  const { routes, gaps, skipped } = await kept.reading;
  const own = routes.filter((route) => route.framework === framework);
  const ownGaps = gaps.filter((gap) => gap.framework === framework);
  return { routes: own, gaps: ownGaps, skipped: skipped.get(framework) ?? [] };
}

/** All that one reading found. */
interface GoReading {
  readonly routes: readonly Route[];
  readonly gaps: readonly RouteGap[];
  readonly skipped: ReadonlyMap<GoRouterFramework, readonly Skipped[]>;
}

async function readAll(candidates: readonly RepositoryFile[], view: RepositoryView): Promise<GoReading> {
  const program = await GoProgram.open(view);
  const relevance = await findRelevance(candidates, view, program);
  const machine = await interpret(program, relevance);
  const handlers = await describeHandlers(machine);
  const { routes, gaps } = produceRoutes(machine, handlers);
  return {
    routes: sortedRoutes([...routes, ...(await switchedPaths(candidates, view))]),
    gaps: sortedGaps(gaps),
    skipped: skipsByFramework(relevance.packages),
  };
}

/** A broken file is named by one framework only: the first that it imports, net/http when it imports none. */
function skipsByFramework(
  packages: readonly GoPackage[],
): ReadonlyMap<GoRouterFramework, readonly Skipped[]> {
  const found = new Map<GoRouterFramework, Skipped[]>();
  for (const file of packages.flatMap((pkg) => pkg.files)) {
    const imported = file.imports.flatMap(({ path }) => frameworkOfImport(path) ?? []);
    const framework = imported.find((one) => one !== 'go-net-http') ?? 'go-net-http';
    found.set(framework, [...(found.get(framework) ?? []), ...file.skipped]);
  }
  return found;
}

/** How many expressions may be looked at for all handlers of a repository. */
const handlerBudget = 250_000;

/**
 * Handlers of routes that a probe could ask for: GET, HEAD or any method, no parameter in the path. Short paths come first, so that in a
 * huge repository the budget is spent where health checks are found.
 */
async function describeHandlers(machine: Machine): Promise<ReadonlyMap<Registration, DescribedHandler>> {
  const askable = machine.routers
    .filter((router) => !router.testOnly)
    .flatMap((router) => router.registrations)
    .filter(
      ({ method, pattern }) => /^(?:GET|HEAD|ANY)$/.test(method) && !/[{:*]/.test(pattern.text.join('')),
    );
  const length = ({ pattern }: Registration): number => pattern.text.join('').split('/').length;
  const reader = new HandlerReader(machine);
  const found = new Map<Registration, DescribedHandler>();
  const end = machine.steps + handlerBudget;
  for (const registration of askable.toSorted((a, b) => length(a) - length(b))) {
    if (machine.steps > end) break;
    machine.limit = machine.steps + handlerBudget;
    const described = await reader.describe(registration);
    if (described) found.set(registration, described);
  }
  return found;
}

/** Of several ways to one path the one counts that says most: a whole path before one without beginning, no condition before one. */
function sortedRoutes(routes: readonly Route[]): readonly Route[] {
  const seen = new Set<string>();
  return routes
    .toSorted(
      (a, b) =>
        compareSpans(a.span, b.span) ||
        compareText(a.path, b.path) ||
        compareText(a.method, b.method) ||
        Number(b.pathComplete) - Number(a.pathComplete) ||
        compareText(a.condition ?? '', b.condition ?? ''),
    )
    .filter((route) => isNew(seen, [route.framework, route.span, route.path, route.method]));
}

function sortedGaps(gaps: readonly RouteGap[]): readonly RouteGap[] {
  const seen = new Set<string>();
  return gaps
    .toSorted((a, b) => compareSpans(a.span, b.span) || compareText(a.reason, b.reason))
    .filter((gap) => isNew(seen, [gap.framework, gap.span, gap.reason]));
}

function isNew(seen: Set<string>, parts: readonly unknown[]): boolean {
  const key = JSON.stringify(parts);
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}
