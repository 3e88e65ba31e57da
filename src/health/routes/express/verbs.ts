import type { HttpMethod } from '../../../model/endpoint.js';
import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import { optionsOf, unknown, type Value } from '../../../syntax/javascript/evaluate/value.js';
import { callSpan, writtenAt } from '../../../syntax/javascript/evaluate/call-span.js';
import { httpMethods } from '../../http-methods.js';
import { registrationSpan } from './call-places.js';
import type { ProgramRoutes } from './program-routes.js';
import { readPaths, type RoutePath } from './route-path.js';
import { RouteChain, type ExpressRouter } from './router.js';

const methods = new Map<string, HttpMethod>([
  ...httpMethods,
  ['del', 'DELETE'],
  ['all', 'ANY'],
  // `app[method](path, handler)` with a method that only run time knows.
  ['', 'ANY'],
]);

/** The HTTP method that a router's method registers; `getAsync` is that of @awaitjs/express. */
export function methodOf(name: string): HttpMethod | undefined {
  return methods.get(name.replace(/Async$/, ''));
}

/** `router.get(path, …handlers)`; `app.get(setting)` with nothing after it reads a setting. */
export function registerVerb(
  router: ExpressRouter,
  name: string,
  call: Call,
  conditions: readonly string[],
  routes: ProgramRoutes,
): Value {
  const method = methodOf(name);
  const [path, ...rest] = call.arguments;
  const handlers = flattened(rest);
  if (method === undefined || path === undefined || handlers.length === 0) return unknown;
  const { paths, unread } = readPaths(path);
  // What has no path that looks like one is no registration: `x[anything](1, 2)`.
  if (name === '' && paths.every(({ text }) => !text.startsWith('/'))) return unknown;
  for (const reason of unread) routes.gap(callSpan(call.site), `the path of ${describe(call)} is ${reason}`);
  addRoutes(router, { paths, name, handlers, conditions }, call, routes);
  return { kind: 'host', object: router };
}

/** `router.route(path)`, whose methods register handlers for that path. */
export function registerChain(router: ExpressRouter, call: Call, routes: ProgramRoutes): Value {
  const [path] = call.arguments;
  const { paths, unread } = path ? readPaths(path) : { paths: [], unread: [] };
  for (const reason of unread) routes.gap(callSpan(call.site), `the path of ${describe(call)} is ${reason}`);
  return { kind: 'host', object: new RouteChain(router, paths) };
}

/** `router.route(path).get(…handlers)`. */
export function registerOnChain(
  chain: RouteChain,
  name: string,
  call: Call,
  conditions: readonly string[],
  routes: ProgramRoutes,
): Value {
  const handlers = flattened(call.arguments);
  if (methodOf(name) !== undefined && handlers.length > 0)
    addRoutes(chain.router, { paths: chain.paths, name, handlers, conditions }, call, routes);
  return { kind: 'host', object: chain };
}

interface Registering {
  readonly paths: readonly RoutePath[];
  readonly name: string;
  readonly handlers: readonly Value[];
  readonly conditions: readonly string[];
}

function addRoutes(
  router: ExpressRouter,
  { paths, name, handlers, conditions }: Registering,
  call: Call,
  routes: ProgramRoutes,
): void {
  const method = methodOf(name);
  if (method === undefined) return;
  for (const handler of handlers) markHandlers(handler, routes, 0);
  for (const path of paths)
    router.registrations.push({
      method,
      path,
      span: registrationSpan(chainedSites(call, routes), path.origins),
      conditions,
      servedBy: 'code',
      handlers,
      certainty: name === '' ? 'guess' : path.isCertain ? 'certain' : 'likely',
    });
}

/** The calls that lead to a registration, outermost first. */
function chainedSites(call: Call, routes: ProgramRoutes): Parameters<typeof registrationSpan>[0] {
  return routes.sites.length > 0 ? routes.sites : [call.site];
}

/** Handlers are not run as if they set up routes. */
function markHandlers(handler: Value, routes: ProgramRoutes, depth: number): void {
  if (depth > 4) return;
  for (const option of optionsOf(handler)) {
    if (option.kind === 'function') {
      routes.entered.add(option.node);
      for (const wrapped of option.wraps ?? []) markHandlers(wrapped, routes, depth + 1);
    } else if ((option.kind === 'unknown' || option.kind === 'external') && option.given)
      for (const given of option.given) markHandlers(given, routes, depth + 1);
  }
}

/** Handlers as one list: Express takes them in arrays of arrays as well. */
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
  return `\`${writtenAt(site, callee.start, end)}\``;
}
