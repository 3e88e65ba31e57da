import type { Confidence } from '../../../model/confidence.js';
import type { HttpMethod, RouteGuard } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { FunctionNode } from '../../../syntax/javascript/tree.js';
import type { Calling } from './dialect.js';
import { joinRoutePath } from './path-syntax.js';
import type { RoutePath } from './route-path.js';
import type { Router, Middleware, Mount, Registration } from './router.js';

/** A registration with all prefixes that lead to it. */
export interface MountedRoute {
  readonly registration: Registration;
  readonly framework: string;
  readonly calling: Calling;
  readonly method: HttpMethod;
  readonly path: string;
  readonly pathComplete: boolean;
  readonly conditions: readonly string[];
  readonly guards: readonly RouteGuard[];
  /** What a request passes before the handlers, outermost first. */
  readonly middleware: readonly Middleware[];
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
  readonly guards: readonly RouteGuard[];
  readonly middleware: readonly Middleware[];
}

/** All routes, and whether some had to be left because routers are mounted in each other too often. */
export interface Inventory {
  readonly routes: readonly MountedRoute[];
  /** The routers at which the list was cut off. */
  readonly truncatedAt: readonly Router[];
}

/**
 * Joins the routes of all routers with the prefixes of their mounts. A router that is mounted several times gives its routes several
 * times; one that is mounted nowhere gives them with an incomplete path; one that is mounted in itself is followed once.
 */
export function mountedRoutes(
  routers: readonly Router[],
  calledWithRouter: ReadonlySet<FunctionNode>,
): Inventory {
  const found: MountedRoute[] = [];
  let visits = 0;
  const truncatedAt: Router[] = [];
  const visited = new Set<Router>();
  const running = new Set<Router>();
  const visit = (router: Router, prefix: Prefix, emits: boolean): void => {
    if (running.has(router) || running.size >= nestingLimit) return;
    visits += 1;
    if (visits > visitLimit || found.length >= routeLimit) {
      if (truncatedAt.length === 0) truncatedAt.push(router);
      return;
    }
    visited.add(router);
    running.add(router);
    const own = router.prefix ? belowPath(prefix, router.prefix) : prefix;
    if (emits)
      for (const registration of router.registrations) found.push(mounted(registration, own, router));
    for (const mount of router.mounts) visit(mount.router, below(own, mount, router), emits);
    running.delete(router);
  };
  const isMounted = new Set(routers.flatMap(({ mounts }) => mounts.map(({ router }) => router)));
  const isStandIn = ({ declaredBy }: Router): boolean =>
    typeof declaredBy === 'object' && calledWithRouter.has(declaredBy);
  const start = (router: Router): void => {
    const isServed = router.kind === 'app' && router.declaredBy === undefined;
    visit(
      router,
      { path: '', complete: isServed, isCertain: true, conditions: [], guards: [], middleware: [] },
      !isStandIn(router),
    );
  };
  const unmounted = routers.filter((router) => !isMounted.has(router));
  for (const router of unmounted.filter(({ kind }) => kind === 'app')) start(router);
  for (const router of unmounted) if (!visited.has(router)) start(router);
  for (const router of routers) if (!visited.has(router)) start(router);
  return { routes: withoutShadows(found), truncatedAt };
}

/** Mounts of routers that are only declared (`router: Router` of a parameter), and on which nothing is known to be registered. */
export function emptyMounts(routers: readonly Router[]): readonly Mount[] {
  return routers
    .flatMap(({ mounts }) => mounts)
    .filter(
      ({ router }) =>
        router.declaredBy !== undefined && router.registrations.length === 0 && router.mounts.length === 0,
    );
}

function belowPath(prefix: Prefix, path: RoutePath): Prefix {
  return {
    ...prefix,
    path: path.text === '' ? prefix.path : joinRoutePath(prefix.path, path.text),
    complete: prefix.complete && path.complete,
    isCertain: prefix.isCertain && path.isCertain,
  };
}

function below(prefix: Prefix, mount: Mount, on: Router): Prefix {
  return {
    ...belowPath(prefix, mount.path),
    conditions: [...prefix.conditions, ...mount.conditions],
    guards: [...prefix.guards, ...guardsBefore(mount, on), ...(mount.guards ?? [])],
    middleware: [...prefix.middleware, ...middlewareBefore(mount, on)],
  };
}

/** The guards of a router that a route or mount is below. */
function guardsBefore(place: Mount | Registration, router: Router): RouteGuard[] {
  return router.guards.filter((one) => standsBefore(one, place, router)).map(({ guard }) => guard);
}

/** The middleware of a router that a route or mount is below. */
function middlewareBefore(place: Mount | Registration, router: Router): Middleware[] {
  return router.middleware.filter((one) => standsBefore(one, place, router));
}

function standsBefore(
  one: { readonly path: RoutePath; readonly order: number },
  { order, path }: Mount | Registration,
  { dialect }: Router,
): boolean {
  const isEarlier = dialect.guardsRegardlessOfOrder === true || (order !== undefined && one.order < order);
  return isEarlier && covers(one.path, path);
}

function covers(guarded: RoutePath, path: RoutePath): boolean {
  const above = guarded.text.replace(/(?:\/+|^)(\{\*[^/]*\})?$/, '');
  if (above === '') return guarded.complete;
  return (
    guarded.complete && path.complete && (path.text === above || `${path.text}/`.startsWith(`${above}/`))
  );
}

function mounted(registration: Registration, prefix: Prefix, router: Router): MountedRoute {
  const { certainty, exempt = [], guards = [], method, path } = registration;
  const isCertain = certainty === 'certain' && prefix.isCertain && path.isCertain;
  return {
    registration,
    framework: router.dialect.framework,
    calling: registration.calling ?? router.dialect.calling,
    method,
    path: joinRoutePath(prefix.path, path.text),
    pathComplete: prefix.complete && path.complete,
    conditions: [...new Set([...prefix.conditions, ...registration.conditions])],
    guards: [...prefix.guards, ...guardsBefore(registration, router), ...guards].filter(
      ({ kind }) => !exempt.includes(kind),
    ),
    middleware: [
      ...prefix.middleware,
      ...middlewareBefore(registration, router),
      ...(registration.middleware ?? []),
    ],
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
