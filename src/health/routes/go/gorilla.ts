import { knownText } from '../../../syntax/go/text.js';
import type { Machine } from './machine.js';
import { addMount, methodsNamed, registerRoute, routePlace, textsOf, useMiddleware } from './registration.js';
import type { PendingRoute, Router } from './routers.js';
import { routersServedBy } from './serving.js';
import { joinTexts } from './texts.js';
import type { FilePlace, Value } from './values.js';
import { eitherOf, textOf, unknown } from './values.js';

const settings = new Set([
  'StrictSlash',
  'SkipClean',
  'UseEncodedPath',
  'OmitRouteFromContext',
  'OmitRouterFromContext',
]);

/** What is called on a `*mux.Router` or `*mux.Route` (github.com/gorilla/mux, mux.go and route.go). */
export async function callGorillaMethod(
  machine: Machine,
  router: Router,
  name: string,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  const self: Value = { kind: 'router', router };
  if (router.route) {
    const called = await callRoute(machine, router.route, name, args, site);
    return called ?? self;
  }
  if (settings.has(name)) return self;
  const [first = unknown, second = unknown] = args;
  switch (name) {
    case 'Use':
      useMiddleware(machine, router, args);
      return unknown;
    case 'Handle':
    case 'HandleFunc': {
      const made = newRoute(machine, router, site);
      await callRoute(machine, made.route, 'Path', [first], site);
      await callRoute(machine, made.route, 'Handler', [second], site);
      return { kind: 'router', router: made };
    }
    case 'NewRoute':
    case 'Path':
    case 'PathPrefix':
    case 'Methods':
    case 'Host':
    case 'Headers':
    case 'HeadersRegexp':
    case 'Queries':
    case 'Schemes':
    case 'MatcherFunc':
    case 'Name': {
      const made = newRoute(machine, router, site);
      if (name !== 'NewRoute') await callRoute(machine, made.route, name, args, site);
      return { kind: 'router', router: made };
    }
    default:
      return unknown;
  }
}

function newRoute(
  machine: Machine,
  parent: Router,
  place: FilePlace,
): Router & { readonly route: PendingRoute } {
  const route: PendingRoute = {
    parent,
    pattern: undefined,
    isPrefix: false,
    methods: ['ANY'],
    handler: undefined,
    place,
    condition: undefined,
    added: [],
  };
  return Object.assign(machine.newRouter('go-gorilla', place), { route });
}

/** One step of a route; gives what the step gives when that is not the route itself. */
async function callRoute(
  machine: Machine,
  route: PendingRoute,
  name: string,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value | undefined> {
  const [first = unknown] = args;
  switch (name) {
    case 'Path':
    case 'PathPrefix': {
      const ends = await textsOf(machine, first);
      const starts = route.pattern === undefined ? [textOf('')] : await textsOf(machine, route.pattern);
      route.pattern = eitherOf(starts.flatMap((start) => ends.map((end) => joinTexts([start, end]))));
      route.isPrefix = name === 'PathPrefix';
      route.place = site;
      break;
    }
    case 'Methods':
      route.methods = await methodsNamed(machine, args);
      break;
    case 'Handler':
    case 'HandlerFunc':
      route.handler = first;
      route.place = site;
      break;
    case 'Host':
      for (const { text } of await textsOf(machine, first))
        route.condition = `host ${knownText(text) ?? '?'}`;
      break;
    case 'Queries':
    case 'Headers':
    case 'HeadersRegexp':
    case 'MatcherFunc':
      route.condition = `${name} of the route match`;
      break;
    case 'Subrouter':
      return { kind: 'router', router: await subrouter(machine, route, site) };
    case 'GetHandler':
      return route.handler ?? unknown;
    case 'GetError':
    case 'GetName':
    case 'GetPathTemplate':
      return unknown;
    default:
      return undefined;
  }
  await refresh(machine, route);
  return undefined;
}

async function subrouter(
  machine: Machine,
  { parent, pattern, place, condition }: PendingRoute,
  site: FilePlace,
): Promise<Router> {
  const child = machine.newRouter('go-gorilla', site);
  child.middleware.push(...parent.middleware);
  const conditions = [machine.condition, condition].filter((one) => one !== undefined);
  for (const prefix of pattern === undefined ? [textOf('')] : await textsOf(machine, pattern))
    addMount(child, {
      parent,
      prefix,
      removes: 'route',
      place: routePlace(machine, place, prefix),
      ...(conditions.length > 0 && { condition: conditions.join(', ') }),
    });
  return child;
}

/** Registers a route anew with what is known of it by now. */
async function refresh(machine: Machine, route: PendingRoute): Promise<void> {
  const { parent, handler, place } = route;
  for (const registration of route.added) {
    const at = parent.registrations.indexOf(registration);
    if (at !== -1) parent.registrations.splice(at, 1);
  }
  if (handler === undefined) return;
  const before = new Set(parent.registrations);
  const mounts = (await routersServedBy(machine, handler)).length > 0;
  if (route.condition !== undefined) machine.conditions.push(route.condition);
  for (const pattern of route.pattern === undefined ? [textOf('/')] : await textsOf(machine, route.pattern)) {
    const isOpen = route.isPrefix || route.pattern === undefined;
    const last = pattern.text.at(-1);
    const slash = typeof last === 'string' && last.endsWith('/') ? '' : '/';
    /** Another router below a prefix is asked for all that begins so. */
    const patterns =
      isOpen && mounts
        ? [joinTexts([pattern, textOf(slash)])]
        : isOpen
          ? [pattern, joinTexts([pattern, textOf(`${slash}{path:.*}`)])]
          : [pattern];
    for (const one of patterns)
      await registerRoute(machine, parent, { methods: route.methods, pattern: one, handler, site: place });
  }
  if (route.condition !== undefined) machine.conditions.pop();
  route.added = parent.registrations.filter((one) => !before.has(one));
}
