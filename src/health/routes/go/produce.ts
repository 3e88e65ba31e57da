import type { Route, RouteGap } from '../../../model/endpoint.js';
import type { GoText } from '../../../syntax/go/text.js';
import { concatTexts } from '../../../syntax/go/text.js';
import type { DescribedHandler } from './handlers.js';
import type { Machine } from './machine.js';
import { isBelowPattern, joinPatterns, routePath, subtreePaths } from './paths.js';
import { spanOfPlace } from './places.js';
import type { Mount, Registration, Router } from './routers.js';
import type { FilePlace } from './values.js';

/** One way in which requests reach a router. */
interface Reach {
  /** What `http.StripPrefix` took off the URL on the way. */
  readonly stripped: GoText;
  /** What chi or gin put in front of the router's patterns. */
  readonly prefix: GoText;
  /** Requests come through these patterns only. */
  readonly below: readonly GoText[];
  readonly conditions: readonly string[];
  /** Mounts on the way whose prefix is not known. */
  readonly unknownAt: readonly FilePlace[];
}

const root: Reach = { stripped: [], prefix: [], below: [], conditions: [], unknownAt: [] };

/** How many ways to one router are kept, and how deep mounts are followed. */
const maxReaches = 64;
const maxDepth = 20;

/** A router that nobody mounts and nobody seems to serve: its prefix is not known. */
function lacksPrefix(router: Router): string | undefined {
  return router.mounts.length > 0 || router.served ? undefined : router.unresolved;
}

/** The ways to a router, and why they may lack a beginning. */
class Reaches {
  readonly #known = new Map<Router, { readonly reaches: readonly Reach[]; readonly reason?: string }>();

  of(
    router: Router,
    open: ReadonlySet<Router> = new Set(),
  ): { readonly reaches: readonly Reach[]; readonly reason?: string } {
    const known = this.#known.get(router);
    if (known) return known;
    const found = this.#find(router, new Set([...open, router]));
    if (open.size === 0) this.#known.set(router, found);
    return found;
  }

  #find(
    router: Router,
    open: ReadonlySet<Router>,
  ): { readonly reaches: readonly Reach[]; readonly reason?: string } {
    const reason = lacksPrefix(router);
    if (router.mounts.length === 0 || open.size > maxDepth)
      return { reaches: [root], ...(reason !== undefined && { reason }) };
    const reaches: Reach[] = [];
    let missing = reason;
    for (const mount of router.mounts) {
      if (open.has(mount.parent)) continue;
      const parent = this.of(mount.parent, open);
      missing ??= parent.reason;
      for (const one of parent.reaches) if (reaches.length < maxReaches) reaches.push(through(one, mount));
    }
    if (
      router.served &&
      router.mounts.every((mount) => mount.removes !== 'inline' && mount.removes !== 'route')
    )
      reaches.push(root);
    return {
      reaches: reaches.length > 0 ? reaches : [root],
      ...(missing !== undefined && { reason: missing }),
    };
  }
}

function through(parent: Reach, mount: Mount): Reach {
  const shared = {
    conditions: mount.condition === undefined ? parent.conditions : [...parent.conditions, mount.condition],
    unknownAt:
      mount.removes !== 'none' && mount.prefix.text.includes(null)
        ? [...parent.unknownAt, mount.place]
        : parent.unknownAt,
  };
  const at = concatTexts([parent.stripped, joinPatterns(parent.prefix, mount.prefix.text)]);
  switch (mount.removes) {
    case 'inline':
      return { ...parent, ...shared };
    case 'route':
      return { ...parent, prefix: joinPatterns(parent.prefix, mount.prefix.text), ...shared };
    case 'none':
      return { ...parent, prefix: [], below: [...parent.below, subtree(at, mount)], ...shared };
    case 'strip': {
      const below = mount.below
        ? [
            ...parent.below,
            subtree(concatTexts([parent.stripped, joinPatterns(parent.prefix, mount.below.text)]), mount),
          ]
        : parent.below;
      return { stripped: concatTexts([parent.stripped, mount.prefix.text]), prefix: [], below, ...shared };
    }
  }
}

/** chi's `Mount("/x", h)` passes on everything below `/x`; a mux pattern only what it matches. */
function subtree(at: GoText, mount: Mount): GoText {
  const last = at.at(-1);
  if (mount.parent.framework !== 'go-chi' || typeof last !== 'string' || /[/*]$/.test(last)) return at;
  return [...at.slice(0, -1), `${last}/`];
}

/** What a reading found, in the model's words. */
export interface GoRoutes {
  readonly routes: readonly Route[];
  readonly gaps: readonly RouteGap[];
}

/** Puts prefixes, patterns and handlers together. */
export function produceRoutes(
  machine: Machine,
  handlers: ReadonlyMap<Registration, DescribedHandler>,
): GoRoutes {
  const routes: Route[] = [];
  const gaps: RouteGap[] = machine.gaps.map((gap) => ({
    framework: gap.framework,
    span: spanOfPlace(machine, gap.place),
    reason: gap.reason,
  }));
  const reaches = new Reaches();
  for (const router of machine.routers) {
    if (router.testOnly || router.registrations.length === 0) continue;
    const { reaches: ways, reason } = reaches.of(router);
    for (const place of new Set(ways.flatMap((way) => way.unknownAt)))
      gaps.push({
        framework: router.framework,
        span: spanOfPlace(machine, place),
        reason: 'the prefix of the routes that are mounted here is only known at run time',
      });
    if (reason !== undefined)
      gaps.push({ framework: router.framework, span: spanOfPlace(machine, router.place), reason });
    for (const registration of router.registrations)
      for (const way of registration.absolute ? absolute(ways) : ways)
        addRoutes(machine, router, registration, way, reason, handlers.get(registration), { routes, gaps });
  }
  return { routes, gaps };
}

/** For a pattern that is compared with the whole URL. */
function absolute(ways: readonly Reach[]): readonly Reach[] {
  return ways.map((way) => ({
    ...way,
    prefix: [],
    below: way.prefix.length > 0 ? [...way.below, concatTexts([way.prefix, ['/']])] : way.below,
  }));
}

function addRoutes(
  machine: Machine,
  router: Router,
  registration: Registration,
  way: Reach,
  reason: string | undefined,
  described: DescribedHandler | undefined,
  found: { readonly routes: Route[]; readonly gaps: RouteGap[] },
): void {
  const { framework } = router;
  const span = spanOfPlace(machine, registration.place);
  const { pattern, host } = withoutHost(framework, registration.pattern.text);
  const full = concatTexts([way.stripped, joinPatterns(way.prefix, pattern)]);
  const path = routePath(framework, full);
  if (pattern.includes(null))
    found.gaps.push({
      framework,
      span,
      reason: path
        ? 'the beginning of the path is only known at run time'
        : 'the path is only known at run time',
    });
  if (path === undefined) return;
  const conditions = [
    ...(host === undefined ? [] : [`host ${host}`]),
    ...way.conditions,
    ...(registration.condition === undefined ? [] : [registration.condition]),
  ];
  const condition = [...new Set(conditions)].join(', ');
  for (const one of framework === 'go-net-http' ? subtreePaths(pattern, path) : [path]) {
    if (!way.below.every((below) => isBelowPattern(one.path, below))) continue;
    const complete = one.complete && reason === undefined;
    found.routes.push({
      framework,
      method: registration.method,
      path: one.path,
      pathComplete: complete,
      span,
      servedBy: registration.servedBy,
      ...(described && { handler: described.handler }),
      ...(condition !== '' && { condition }),
      confidence: complete ? 'high' : 'medium',
    });
  }
}

/** A pattern of `http.ServeMux` may begin with a host. */
function withoutHost(framework: string, text: GoText): { readonly pattern: GoText; readonly host?: string } {
  const [first] = text;
  if (framework !== 'go-net-http' || typeof first !== 'string' || first.startsWith('/'))
    return { pattern: text };
  const slash = first.indexOf('/');
  if (slash === -1) return { pattern: text };
  return { pattern: [first.slice(slash), ...text.slice(1)], host: first.slice(0, slash) };
}
