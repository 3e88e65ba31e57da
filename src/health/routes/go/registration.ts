import type { HttpMethod } from '../../../model/endpoint.js';
import type { Machine } from './machine.js';
import type { Registration, Router } from './routers.js';
import { routersServedBy } from './serving.js';
import type { FilePlace, TextValue, Value } from './values.js';
import { asText, optionsOf, unknown, unknownText } from './values.js';

/** What a call asks a router to register. */
export interface RouteRequest {
  readonly methods: readonly HttpMethod[];
  readonly pattern: Value;
  readonly handler: Value;
  readonly middleware?: readonly Value[];
  readonly site: FilePlace;
}

const methods: readonly HttpMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** The method of a route by its name in any case; undefined for those that lintel has no word for (CONNECT, TRACE). */
export function httpMethod(name: string): HttpMethod | undefined {
  return methods.find((method) => method === name.toUpperCase());
}

/** A path with more alternatives than this was chosen by something that the reading does not understand. */
const maxTexts = 4;

/** The texts that a value may be; one unknown text when there are too many to believe in. */
export async function textsOf(machine: Machine, value: Value): Promise<readonly TextValue[]> {
  const options = optionsOf(await machine.operations.force(machine, value));
  return options.length > maxTexts ? [unknownText] : options.map(asText);
}

/**
 * Where a route is registered, for its reader: the innermost call whose text holds a piece of the path. Inside a helper
 * (`s.get("/healthz", h)`) that is the helper's call, not the router's inside of it.
 */
export function routePlace(machine: Machine, site: FilePlace, pattern: TextValue): FilePlace {
  const holds = (call: FilePlace): boolean =>
    pattern.origins.some(
      (origin) => call.file === origin.file && call.start <= origin.start && origin.end <= call.end,
    );
  return [...machine.callSites, site].findLast(holds) ?? site;
}

/** What is registered where the last handler answers and the others run before it, as in gin, Iris and Fiber. */
export async function registerHandlers(
  machine: Machine,
  router: Router,
  handlers: readonly Value[],
  request: Pick<RouteRequest, 'methods' | 'pattern' | 'site'>,
): Promise<void> {
  await registerRoute(machine, router, {
    ...request,
    handler: handlers.at(-1) ?? unknown,
    middleware: handlers.slice(0, -1),
  });
}

/** Registers a handler on a router: a route, or a mount when another router answers for the handler. */
export async function registerRoute(machine: Machine, router: Router, request: RouteRequest): Promise<void> {
  const { condition } = machine;
  const served = await routersServedBy(machine, request.handler);
  for (const pattern of await textsOf(machine, request.pattern)) {
    const place = routePlace(machine, request.site, pattern);
    for (const { router: child, stripped } of served)
      if (child !== router)
        addMount(child, {
          parent: router,
          prefix: stripped.length > 0 ? joined(stripped) : pattern,
          removes: stripped.length > 0 ? 'strip' : 'none',
          ...(stripped.length > 0 && { below: pattern }),
          place,
          ...(condition !== undefined && { condition }),
        });
    if (served.length > 0) continue;
    for (const method of request.methods)
      addRegistration(router, {
        method,
        pattern,
        place,
        handler: request.handler,
        middleware: [...router.middleware, ...(request.middleware ?? [])],
        servedBy: 'code',
        ...(condition !== undefined && { condition }),
      });
  }
}

function joined(stripped: readonly TextValue[]): TextValue {
  return { kind: 'text', text: stripped.flatMap((one) => one.text), origins: [] };
}

/** Puts middleware before the routes of a router. What an `if` decides on is not surely there. */
export function useMiddleware(machine: Machine, router: Router, values: readonly Value[]): void {
  router.middleware.push(...values);
  if (machine.branches > 0 || machine.condition !== undefined)
    for (const value of values) machine.unsureMiddleware.add(value);
}

/** The methods that values name; a name that is not known may be any. */
export async function methodsNamed(machine: Machine, values: readonly Value[]): Promise<HttpMethod[]> {
  const found = new Set<HttpMethod>();
  for (const value of values.flatMap(optionsOf).flatMap((one) => (one.kind === 'list' ? one.items : [one])))
    for (const { text } of await textsOf(machine, value)) {
      const method = text.includes(null) ? 'ANY' : httpMethod(text.join(''));
      if (method) found.add(method);
    }
  return [...found];
}

/** A router below a prefix of another one, which it shares the routing with. */
export async function groupOf(
  machine: Machine,
  router: Router,
  pattern: Value,
  middleware: readonly Value[],
  site: FilePlace,
): Promise<Router> {
  const child = machine.newRouter(router.framework, site);
  child.middleware.push(...router.middleware, ...middleware);
  const { condition } = machine;
  for (const prefix of await textsOf(machine, pattern))
    addMount(child, {
      parent: router,
      prefix,
      removes: 'route',
      place: routePlace(machine, site, prefix),
      ...(condition !== undefined && { condition }),
    });
  return child;
}

/** Keeps a mount once: loops and recursion meet the same one again. */
export function addMount(child: Router, mount: Router['mounts'][number]): void {
  const known = child.mounts.some(
    (one) =>
      one.parent === mount.parent && one.removes === mount.removes && sameText(one.prefix, mount.prefix),
  );
  if (!known && child.mounts.length < 100) child.mounts.push(mount);
}

/** Keeps a registration once. */
export function addRegistration(router: Router, registration: Registration): void {
  const known = router.registrations.some(
    (one) =>
      one.method === registration.method &&
      one.place.file === registration.place.file &&
      one.place.start === registration.place.start &&
      sameText(one.pattern, registration.pattern),
  );
  if (!known && router.registrations.length < 20_000) router.registrations.push(registration);
}

function sameText(a: TextValue, b: TextValue): boolean {
  return a.text.length === b.text.length && a.text.every((piece, index) => piece === b.text[index]);
}
