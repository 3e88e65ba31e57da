import type { HttpMethod } from '../../../model/endpoint.js';
import type { Machine } from './machine.js';
import { registerPattern } from './net-http.js';
import {
  addMount,
  addRegistration,
  httpMethod,
  registerRoute,
  routePlace,
  textsOf,
  useMiddleware,
} from './registration.js';
import type { Mount, Router } from './routers.js';
import { routersServedBy } from './serving.js';
import type { FilePlace, TextValue, Value } from './values.js';
import { optionsOf, textOf, unknown } from './values.js';

const verbs: ReadonlyMap<string, HttpMethod> = new Map([
  ['Get', 'GET'],
  ['Head', 'HEAD'],
  ['Post', 'POST'],
  ['Put', 'PUT'],
  ['Patch', 'PATCH'],
  ['Delete', 'DELETE'],
  ['Options', 'OPTIONS'],
]);

/** What is called on a `chi.Router` (github.com/go-chi/chi, mux.go). */
export async function callChiMethod(
  machine: Machine,
  router: Router,
  name: string,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  const [first = unknown, second = unknown, third = unknown] = args;
  const verb = verbs.get(name);
  if (verb) {
    await registerRoute(machine, router, { methods: [verb], pattern: first, handler: second, site });
    return unknown;
  }
  switch (name) {
    case 'Handle':
    case 'HandleFunc':
      await registerPattern(machine, router, first, second, site);
      return unknown;
    case 'Method':
    case 'MethodFunc':
      await registerWithMethod(machine, router, first, { pattern: second, handler: third, site });
      return unknown;
    case 'Use':
      await use(machine, router, args);
      return unknown;
    case 'With':
      return { kind: 'router', router: inline(machine, router, args, site) };
    case 'Group': {
      const child: Value = { kind: 'router', router: inline(machine, router, [], site) };
      await machine.operations.apply(machine, first, [child], site);
      return child;
    }
    case 'Route': {
      const made = machine.newRouter('go-chi', site);
      made.middleware.push(...router.middleware);
      const child: Value = { kind: 'router', router: made };
      await mount(machine, router, first, child, site);
      await machine.operations.apply(machine, second, [child], site);
      return child;
    }
    case 'Mount':
      await mount(machine, router, first, second, site);
      return unknown;
    default:
      return unknown;
  }
}

async function registerWithMethod(
  machine: Machine,
  router: Router,
  name: Value,
  request: { readonly pattern: Value; readonly handler: Value; readonly site: FilePlace },
): Promise<void> {
  const methods = (await textsOf(machine, name)).flatMap(({ text }): HttpMethod[] =>
    text.includes(null) ? ['ANY'] : [httpMethod(text.join('')) ?? []].flat(),
  );
  await registerRoute(machine, router, { ...request, methods: [...new Set(methods)] });
}

/** The same routing tree with more middleware. */
function inline(machine: Machine, router: Router, middleware: readonly Value[], site: FilePlace): Router {
  const child = machine.newRouter('go-chi', site);
  child.middleware.push(...router.middleware, ...middleware);
  addMount(
    child,
    withCondition(machine, { parent: router, prefix: textOf(''), removes: 'inline', place: site }),
  );
  return child;
}

function withCondition(machine: Machine, mount: Mount): Mount {
  const { condition } = machine;
  return condition === undefined ? mount : { ...mount, condition };
}

async function use(machine: Machine, router: Router, args: readonly Value[]): Promise<void> {
  for (const argument of args) {
    for (const option of optionsOf(argument))
      if (option.kind === 'heartbeat') registerHeartbeat(machine, router, option.path, option.place);
    useMiddleware(machine, router, [argument]);
  }
}

/**
 * `middleware.Heartbeat(path)` compares the whole path of the request, whatever the router is mounted below. In a group the
 * middleware only runs for the group's own routes, so that it answers nothing there.
 */
function registerHeartbeat(machine: Machine, router: Router, path: TextValue, place: FilePlace): void {
  if (router.mounts.some((one) => one.removes === 'inline')) return;
  const { condition } = machine;
  for (const method of ['GET', 'HEAD'] as const)
    addRegistration(router, {
      method,
      pattern: path,
      place: routePlace(machine, place, path),
      handler: unknown,
      middleware: [],
      servedBy: 'dependency',
      constant: true,
      absolute: true,
      ...(condition !== undefined && { condition }),
    });
}

/** `Mount` takes the prefix off the routing path that chi routers share; other handlers still see the whole URL. */
async function mount(
  machine: Machine,
  router: Router,
  pattern: Value,
  handler: Value,
  site: FilePlace,
): Promise<void> {
  const served = await routersServedBy(machine, handler);
  for (const prefix of await textsOf(machine, pattern)) {
    const place = routePlace(machine, site, prefix);
    for (const { router: child, stripped } of served) {
      if (child === router) continue;
      const [strip] = stripped;
      const how: Pick<Mount, 'prefix' | 'removes' | 'below'> = strip
        ? { prefix: strip, removes: 'strip', below: prefix }
        : { prefix, removes: child.framework === 'go-chi' ? 'route' : 'none' };
      addMount(child, withCondition(machine, { parent: router, place, ...how }));
    }
    if (served.length > 0) continue;
    /** The handler is asked for the prefix itself and for everything below. */
    const wildcard: TextValue = { ...prefix, text: [...prefix.text, '/*'] };
    for (const text of [prefix, wildcard])
      await registerRoute(machine, router, { methods: ['ANY'], pattern: text, handler, site });
    const forced = optionsOf(await machine.operations.force(machine, handler));
    if (forced.every((option) => option.kind === 'unknown' || option.kind === 'nil'))
      machine.gap('go-chi', place, 'what is mounted here was not found, so that its routes are not known');
  }
}
