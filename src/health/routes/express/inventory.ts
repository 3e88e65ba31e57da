import type { Confidence } from '../../../model/confidence.js';
import type { HttpMethod } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { FunctionNode } from '../../../syntax/javascript/tree.js';
import { joinRoutePath } from './path-syntax.js';
import type { ExpressRouter, Mount, Registration } from './router.js';

/** A registration with all prefixes that lead to it. */
export interface MountedRoute {
  readonly registration: Registration;
  readonly method: HttpMethod;
  readonly path: string;
  readonly pathComplete: boolean;
  readonly conditions: readonly string[];
  readonly confidence: Confidence;
}

const nestingLimit = 16;
const routeLimit = 20_000;
const visitLimit = 20_000;

interface Prefix {
  readonly path: string;
  readonly complete: boolean;
  readonly isCertain: boolean;
  readonly conditions: readonly string[];
}

/** All routes, and whether some had to be left because routers are mounted in each other too often. */
export interface Inventory {
  readonly routes: readonly MountedRoute[];
  readonly truncatedAt?: SourceSpan;
}

/**
 * Joins the routes of all routers with the prefixes of their mounts. A router that is mounted several times gives its routes several
 * times; one that is mounted nowhere gives them with an incomplete path; one that is mounted in itself is followed once.
 */
export function mountedRoutes(
  routers: readonly ExpressRouter[],
  calledWithRouter: ReadonlySet<FunctionNode>,
): Inventory {
  const found: MountedRoute[] = [];
  let visits = 0;
  let truncatedAt: SourceSpan | undefined;
  const visited = new Set<ExpressRouter>();
  const running = new Set<ExpressRouter>();
  const visit = (router: ExpressRouter, prefix: Prefix, emits: boolean): void => {
    if (running.has(router) || running.size >= nestingLimit) return;
    visits += 1;
    if (visits > visitLimit || found.length >= routeLimit) {
      truncatedAt ??= router.origin;
      return;
    }
    visited.add(router);
    running.add(router);
    if (emits) for (const registration of router.registrations) found.push(mounted(registration, prefix));
    for (const mount of router.mounts) visit(mount.router, below(prefix, mount), emits);
    running.delete(router);
  };
  const isMounted = new Set(routers.flatMap(({ mounts }) => mounts.map(({ router }) => router)));
  const isStandIn = ({ declaredBy }: ExpressRouter): boolean =>
    typeof declaredBy === 'object' && calledWithRouter.has(declaredBy);
  const start = (router: ExpressRouter): void => {
    const isServed = router.kind === 'app' && router.declaredBy === undefined;
    visit(router, { path: '', complete: isServed, isCertain: true, conditions: [] }, !isStandIn(router));
  };
  const unmounted = routers.filter((router) => !isMounted.has(router));
  for (const router of unmounted.filter(({ kind }) => kind === 'app')) start(router);
  for (const router of unmounted) if (!visited.has(router)) start(router);
  for (const router of routers) if (!visited.has(router)) start(router);
  return { routes: withoutShadows(found), ...(truncatedAt && { truncatedAt }) };
}

/** Mounts of routers that are only declared (`router: Router` of a parameter), and on which nothing is known to be registered. */
export function emptyMounts(routers: readonly ExpressRouter[]): readonly Mount[] {
  return routers
    .flatMap(({ mounts }) => mounts)
    .filter(
      ({ router }) =>
        router.declaredBy !== undefined && router.registrations.length === 0 && router.mounts.length === 0,
    );
}

function below(prefix: Prefix, { conditions, path }: Mount): Prefix {
  return {
    path: path.text === '' ? prefix.path : joinRoutePath(prefix.path, path.text),
    complete: prefix.complete && path.complete,
    isCertain: prefix.isCertain && path.isCertain,
    conditions: [...prefix.conditions, ...conditions],
  };
}

function mounted(registration: Registration, prefix: Prefix): MountedRoute {
  const { certainty, method, path } = registration;
  const isCertain = certainty === 'certain' && prefix.isCertain && path.isCertain;
  return {
    registration,
    method,
    path: joinRoutePath(prefix.path, path.text),
    pathComplete: prefix.complete && path.complete,
    conditions: [...new Set([...prefix.conditions, ...registration.conditions])],
    confidence: certainty === 'guess' ? 'low' : isCertain ? 'high' : 'medium',
  };
}

/**
 * A factory that was run for itself and by a call registers the same lines twice: once on a router that is mounted, once on one that is
 * not. Only the first counts.
 */
function withoutShadows(routes: readonly MountedRoute[]): readonly MountedRoute[] {
  const complete = new Set(routes.filter(({ pathComplete }) => pathComplete).map(placeKey));
  const seen = new Set<string>();
  return routes.filter((route) => {
    if (!route.pathComplete && complete.has(placeKey(route))) return false;
    const key = `${placeKey(route)} ${route.path}`;
    return !seen.has(key) && seen.add(key);
  });
}

function placeKey({ method, registration }: MountedRoute): string {
  const { column, file, line }: SourceSpan = registration.span;
  return `${method} ${file}:${line}:${column}`;
}
