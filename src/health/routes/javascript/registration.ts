import type { HttpMethod } from '../../../model/endpoint.js';
import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import { optionsOf, type Value } from '../../../syntax/javascript/evaluate/value.js';
import { callSpan, writtenAt } from '../../../syntax/javascript/evaluate/call-span.js';
import { httpMethods } from '../../http-methods.js';
import { registrationSpan } from './call-places.js';
import type { Registering } from './dialect.js';
import { guardsAmong } from './guards.js';
import type { ProgramRoutes } from './program-routes.js';
import { readPaths, type RoutePath } from './route-path.js';
import type { Registration, Router } from './router.js';

const methods = new Map<string, HttpMethod>([
  ...httpMethods,
  ['del', 'DELETE'],
  ['opts', 'OPTIONS'],
  ['any', 'ANY'],
  ['all', 'ANY'],
  // `app[method](path, handler)` with a method that only run time knows.
  ['', 'ANY'],
]);

/** The HTTP method that a router's method registers; `getAsync` is that of @awaitjs/express. */
export function methodOf(name: string): HttpMethod | undefined {
  return methods.get(name.replace(/Async$/, ''));
}

/** `router.get(path, …handlers)`; `app.get(setting)` with nothing after it reads a setting. Undefined when it registers nothing. */
export function registerVerb(
  router: Router,
  name: string,
  call: Call,
  registering: Registering,
): Value | undefined {
  const method = methodOf(name);
  const [path, ...rest] = call.arguments;
  const handlers = flattened(rest);
  if (method === undefined || path === undefined || handlers.length === 0) return undefined;
  const { paths, unread } = readPaths(path, router.dialect);
  // What has no path that looks like one is no registration: `x[anything](1, 2)`.
  if (name === '' && paths.every(({ text }) => !text.startsWith('/'))) return undefined;
  pathGaps(router, unread, call, registering);
  addRoutes(router, { paths, method, handlers, isGuess: name === '' }, call, registering);
  return { kind: 'host', object: router };
}

/** Names what of a path could not be read. */
export function pathGaps(
  router: Router,
  unread: readonly string[],
  call: Call,
  { routes }: Registering,
): void {
  for (const reason of unread)
    routes.gap(router.dialect, callSpan(call.site), `the path of ${describe(call)} is ${reason}`);
}

/** What is to be registered. */
export interface RoutesToAdd {
  readonly paths: readonly RoutePath[];
  readonly method: HttpMethod;
  readonly handlers: readonly Value[];
  /** The method was computed. */
  readonly isGuess?: boolean;
  readonly servedBy?: Registration['servedBy'];
  readonly answer?: Registration['answer'];
  readonly calling?: Registration['calling'];
  readonly guards?: Registration['guards'];
  readonly exempt?: Registration['exempt'];
  readonly middleware?: Registration['middleware'];
}

/** Registers handlers for paths on a router. */
export function addRoutes(
  router: Router,
  {
    answer,
    calling,
    exempt,
    guards,
    handlers,
    isGuess = false,
    method,
    middleware,
    paths,
    servedBy = 'code',
  }: RoutesToAdd,
  call: Call,
  registering: Registering,
): void {
  const { conditions, routes } = registering;
  for (const handler of handlers) markHandlers(handler, routes, 0);
  const among = guardsAmong(handlers.slice(0, -1), call);
  // The list that was given may still grow: `route.middleware('auth')` comes after the route.
  const standing = among.length === 0 && guards ? guards : [...(guards ?? []), ...among];
  router.lastPaths = paths;
  for (const path of paths)
    router.registrations.push({
      method,
      path,
      span: registrationSpan(chainedSites(call, routes), path.origins),
      conditions,
      servedBy,
      handlers,
      certainty: isGuess ? 'guess' : path.isCertain ? 'certain' : 'likely',
      order: routes.next(),
      ...(answer && { answer }),
      ...(calling && { calling }),
      ...(exempt && { exempt }),
      ...(middleware && { middleware }),
      ...((guards || standing.length > 0) && { guards: standing }),
    });
}

/** The calls that lead to a registration, outermost first. */
function chainedSites(call: Call, routes: ProgramRoutes): Parameters<typeof registrationSpan>[0] {
  return routes.sites.length > 0 ? routes.sites : [call.site];
}

/** Handlers are not run as if they set up routes. */
export function markHandlers(handler: Value, routes: ProgramRoutes, depth = 0): void {
  if (depth > 4) return;
  for (const option of optionsOf(handler)) {
    if (option.kind === 'function') {
      routes.entered.add(option.node);
      for (const wrapped of option.wraps ?? []) markHandlers(wrapped, routes, depth + 1);
    } else if ((option.kind === 'unknown' || option.kind === 'external') && option.given)
      for (const given of option.given) markHandlers(given, routes, depth + 1);
  }
}

/** Handlers as one list: frameworks take them in arrays of arrays as well. */
export function flattened(values: readonly Value[]): Value[] {
  const flat: Value[] = [];
  const pending = values.toReversed();
  for (let next = pending.pop(); next !== undefined && flat.length < 200; next = pending.pop()) {
    if (next.kind === 'list') pending.push(...next.items.toReversed());
    else flat.push(next);
  }
  return flat;
}

/** A call's beginning as written, for messages. */
export function describe({ site }: Call): string {
  const { callee, end } = site.expression;
  const isChained =
    callee.kind === 'member' && callee.object.kind === 'call' && typeof callee.property === 'string';
  const start = isChained ? callee.end - callee.property.length : callee.start;
  return `\`${writtenAt(site, start, end)}\``;
}
