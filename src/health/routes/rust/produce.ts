import type { Route, RouteGap, RouteGuard } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { compareSpans, compareText } from '../../../model/source-span.js';
import type { Machine } from './machine.js';
import { pathOf } from './paths.js';
import type { Router, RustFramework, Site, Text, Value } from './values.js';

const mostRoutes = 20_000;

/** A route with the value that answers it, which is described later. */
export interface FoundRoute {
  readonly route: Route;
  readonly handler: Value;
  /** The conditions it stands under. */
  readonly conditions: readonly string[];
}

interface Way {
  readonly prefix: Text;
  readonly complete: boolean;
  readonly conditions: readonly string[];
  readonly guards: readonly RouteGuard[];
  readonly framework: RustFramework;
  readonly above: readonly Router[];
}

/** All routes of the routers that nobody puts into another one, and of the filters that are served. */
export function foundRoutes(machine: Machine): readonly FoundRoute[] {
  const found: FoundRoute[] = [];
  for (const router of machine.routers) {
    if (router.mounted || router.entries.length === 0) continue;
    // Rocket's launcher is given what the function returns.
    const isServed = router.served || !router.escaped || router.framework === 'rocket';
    const complete = router.role === 'root' && isServed;
    follow(
      machine,
      router,
      { prefix: [], complete, conditions: [], guards: [], framework: router.framework, above: [] },
      found,
    );
  }
  for (const { ways, site } of machine.served)
    for (const way of ways) {
      if (way.segments.length === 0 && !way.handler) continue;
      const text = way.segments.flatMap((segment): Text => ['/', ...segment]);
      push(machine, found, {
        framework: 'warp',
        path: text,
        complete: true,
        method: way.method ?? 'ANY',
        handler: way.handler ?? { kind: 'unknown' },
        site: way.site ?? site,
        conditions: [],
        guards: [],
        servedBy: 'code',
      });
    }
  return found.toSorted(
    (a, b) =>
      compareSpans(a.route.span, b.route.span) ||
      compareText(a.route.path, b.route.path) ||
      compareText(a.route.method, b.route.method),
  );
}

function follow(machine: Machine, router: Router, way: Way, found: FoundRoute[]): void {
  if (way.above.includes(router) || way.above.length > 16 || found.length > mostRoutes) return;
  const prefix = joined(way.prefix, router.own);
  const everywhere = router.entries.flatMap((entry) =>
    entry.kind === 'guard' && !entry.ahead ? [entry.guard] : [],
  );
  for (const [index, entry] of router.entries.entries()) {
    if (entry.kind === 'guard') continue;
    const later = router.entries
      .slice(index + 1)
      .flatMap((one) => (one.kind === 'guard' && one.ahead ? [one.guard] : []));
    const guards = [...way.guards, ...everywhere, ...later];
    const conditions = [...way.conditions, ...entry.conditions];
    if (entry.kind === 'mount')
      follow(
        machine,
        entry.child,
        { ...way, prefix: joined(prefix, entry.path), conditions, guards, above: [...way.above, router] },
        found,
      );
    else
      push(machine, found, {
        framework: way.framework,
        path: joined(prefix, entry.path),
        complete: way.complete,
        method: entry.method,
        handler: entry.handler,
        site: entry.site,
        conditions,
        guards,
        servedBy: entry.servedBy ?? 'code',
      });
  }
}

function joined(prefix: Text, path: Text): Text {
  return path.length === 0 || (path.length === 1 && path[0] === '') ? prefix : [...prefix, '/', ...path];
}

interface Pending {
  readonly framework: RustFramework;
  readonly path: Text;
  readonly complete: boolean;
  readonly method: Route['method'];
  readonly handler: Value;
  readonly site: Site;
  readonly conditions: readonly string[];
  readonly guards: readonly RouteGuard[];
  readonly servedBy: 'code' | 'dependency';
}

function push(machine: Machine, found: FoundRoute[], pending: Pending): void {
  const cut = pending.path.lastIndexOf(null);
  const text = pending.path.slice(cut + 1).join('');
  // Of a path whose end is not known nothing can be said.
  if (cut !== -1 && text.replaceAll('/', '') === '') return;
  const span = spanOfSite(machine, pending.site);
  if (!span) return;
  const path = pathOf(pending.framework, text);
  const complete = pending.complete && cut === -1;
  const conditions = [...new Set(pending.conditions)];
  const route: Route = {
    framework: pending.framework,
    method: pending.method,
    path,
    pathComplete: complete,
    span,
    servedBy: pending.servedBy,
    ...(conditions.length > 0 && { condition: conditions.join(' and ') }),
    ...(pending.guards.length > 0 && { guards: pending.guards }),
    confidence: complete ? 'high' : 'low',
  };
  const known = found.findIndex(
    (one) =>
      one.route.path === path &&
      one.route.method === route.method &&
      compareSpans(one.route.span, span) === 0 &&
      one.route.pathComplete === complete,
  );
  const before = found[known];
  if (!before) {
    found.push({ route, handler: pending.handler, conditions });
    return;
  }
  const both = inBothBranches(before.conditions, conditions);
  if (both) {
    const { condition: _, ...always } = route;
    found[known] = {
      route: both.length > 0 ? { ...always, condition: both.join(' and ') } : always,
      handler: pending.handler,
      conditions: both,
    };
  } else if (conditions.length < before.conditions.length)
    // Of several ways to a route the one with the fewest conditions says most.
    found[known] = { route, handler: pending.handler, conditions };
}

/** What is left of the conditions of two ways that differ only in the branch of one `if`: a route in both branches is always there. */
function inBothBranches(one: readonly string[], other: readonly string[]): readonly string[] | undefined {
  const onlyOne = one.filter((text) => !other.includes(text));
  const onlyOther = other.filter((text) => !one.includes(text));
  const [first, second] = [onlyOne[0], onlyOther[0]];
  if (onlyOne.length !== 1 || onlyOther.length !== 1 || first === undefined || second === undefined)
    return undefined;
  const [yes, no] = first.startsWith('if ') ? [first, second] : [second, first];
  if (!yes.startsWith('if ') || no !== `unless ${yes.slice('if '.length)}`) return undefined;
  return one.filter((text) => text !== first);
}

function spanOfSite(machine: Machine, site: Site): SourceSpan | undefined {
  return machine.program.sources.get(site.file)?.span(site.start, site.end);
}

/** The gaps of a machine as facts, each once. */
export function foundGaps(machine: Machine): readonly RouteGap[] {
  const seen = new Set<string>();
  return machine.gaps
    .flatMap(({ framework, reason, site }) => {
      const span = spanOfSite(machine, site);
      return span ? [{ framework, reason, span }] : [];
    })
    .toSorted((a, b) => compareSpans(a.span, b.span) || compareText(a.reason, b.reason))
    .filter((gap) => {
      const key = JSON.stringify(gap);
      return !seen.has(key) && seen.add(key);
    });
}
