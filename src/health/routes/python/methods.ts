import type { HttpMethod } from '../../../model/endpoint.js';
import type { PyArguments, PyPlace, PyValue } from '../../../syntax/python/values.js';
import { argument, optionsOf, unknown } from '../../../syntax/python/values.js';
import { httpMethods } from '../../http-methods.js';
import { attachAll } from './attach.js';
import { dockerflowRouter } from './extensions.js';
import type { Inventory } from './inventory.js';
import { RouteObject, Router, emptyPath, literalPath, pathsOf } from './router.js';

/** The methods that an argument names. */
export function methodsOf(
  value: PyValue | undefined,
  fallback: readonly HttpMethod[],
): readonly HttpMethod[] {
  if (value === undefined || value.kind === 'none') return fallback;
  if (value.kind !== 'list' || !value.complete) return ['ANY'];
  const found = value.items.map((item): HttpMethod => {
    const name = item.kind === 'text' ? item.text.join('').toUpperCase() : '';
    return [...httpMethods.values()].find((one) => one === name) ?? 'ANY';
  });
  return [...new Set(found)];
}

export function verbOf(name: string): HttpMethod | undefined {
  return httpMethods.get(name);
}

export function isFastApiMethod(name: string): boolean {
  return (
    httpMethods.has(name) || /^(?:api_route|route|add_api_route|add_route|include_router|mount)$/.test(name)
  );
}

/** What is called on a `FastAPI`, `Starlette` or `APIRouter` (fastapi/routing.py, starlette/routing.py). */
export function callFastApiMethod(
  inventory: Inventory,
  router: Router,
  name: string,
  args: PyArguments,
  site: PyPlace,
): PyValue {
  const path = argument(args, 'path', 0);
  const verb = httpMethods.get(name);
  const dependencies = args.named.get('dependencies');
  const add = (methods: readonly HttpMethod[], handler: PyValue | undefined): void => {
    for (const one of pathsOf(path))
      inventory.register(router, {
        methods,
        path: one,
        place: site,
        servedBy: 'code',
        ...(handler && { handler }),
        ...(dependencies && { dependencies }),
      });
  };
  if (verb || name === 'api_route' || name === 'route') {
    const methods = verb
      ? [verb]
      : methodsOf(argument(args, 'methods', name === 'route' ? 1 : undefined), ['GET']);
    return {
      kind: 'native',
      call: (given) => {
        add(methods, given.positional[0]);
        return Promise.resolve(given.positional[0] ?? unknown);
      },
    };
  }
  switch (name) {
    case 'add_api_route':
    case 'add_route':
      add(
        methodsOf(argument(args, 'methods', name === 'add_route' ? 2 : undefined), ['GET']),
        argument(args, name === 'add_route' ? 'route' : 'endpoint', 1),
      );
      return { kind: 'none' };
    case 'include_router':
      include(inventory, router, argument(args, 'router', 0) ?? unknown, args, site);
      return { kind: 'none' };
    case 'mount':
      for (const prefix of pathsOf(path))
        mount(inventory, router, prefix, argument(args, 'app', 1) ?? unknown, site);
      return { kind: 'none' };
    case 'router':
      return { kind: 'host', object: router };
    default:
      return unknown;
  }
}

function include(
  inventory: Inventory,
  router: Router,
  given: PyValue,
  args: PyArguments,
  site: PyPlace,
): void {
  for (const option of optionsOf(given)) {
    if (option.kind === 'none') continue;
    const child =
      option.kind === 'host' && option.object instanceof Router
        ? option.object
        : option.kind === 'external' && /^dockerflow\.fastapi(?:\..+)?\.router$/.test(option.name)
          ? dockerflowRouter(inventory, site)
          : undefined;
    if (!child) {
      inventory.gap('fastapi', site, 'a router is included here that is not known before run time');
      continue;
    }
    for (const prefix of pathsOf(argument(args, 'prefix', 1)))
      child.addTo({
        parent: router,
        prefix: args.complete || args.named.has('prefix') ? prefix : { text: [null], adjustable: false },
        ...inventory.condition,
      });
  }
}

function mount(
  inventory: Inventory,
  router: Router,
  prefix: ReturnType<typeof pathsOf>[number],
  app: PyValue,
  site: PyPlace,
): void {
  const below = optionsOf(app).flatMap((one) =>
    one.kind === 'host' && one.object instanceof Router ? [one.object] : [],
  );
  for (const child of below) child.addTo({ parent: router, prefix, ...inventory.condition });
  if (below.length > 0) return;
  const path = { ...prefix, text: [...trimmed(prefix.text), '/{path:path}'] };
  inventory.register(router, { methods: ['ANY'], path, place: site, servedBy: 'code' });
}

function trimmed(text: readonly (string | null)[]): (string | null)[] {
  const last = text.at(-1);
  return typeof last === 'string' && last.endsWith('/')
    ? [...text.slice(0, -1), last.slice(0, -1)]
    : [...text];
}

/** `Route('/x', fn)` and `Mount('/x', routes=[…])`, which wait for the application that is made with them. */
export function makeRouteObject(
  inventory: Inventory,
  name: string,
  args: PyArguments,
  site: PyPlace,
): RouteObject {
  const paths = pathsOf(argument(args, 'path', 0));
  return new RouteObject((parent) => {
    if (name === 'WebSocketRoute') return;
    for (const path of paths) {
      if (name !== 'Mount') {
        const handler = argument(args, 'endpoint', 1);
        const fallback: HttpMethod = handler?.kind === 'class' ? 'ANY' : 'GET';
        inventory.register(parent, {
          methods: methodsOf(args.named.get('methods'), [fallback]),
          path,
          place: site,
          servedBy: 'code',
          ...(handler && { handler }),
        });
        continue;
      }
      const routes = args.named.get('routes');
      const app = argument(args, 'app', 1);
      if (!routes || app) mount(inventory, parent, path, app ?? unknown, site);
      else {
        const child = inventory.router({
          framework: 'fastapi',
          kind: 'router',
          prefix: emptyPath,
          place: site,
        });
        child.addTo({ parent, prefix: path, ...inventory.condition });
        attachAll(inventory, routes, child, site);
      }
    }
  });
}

/** FastAPI serves its own description unless it is told not to (fastapi/applications.py, `setup`). */
export function addDocumentation(router: Router, args: PyArguments, site: PyPlace): void {
  const schema = args.named.get('openapi_url');
  if (schema?.kind === 'none') return;
  for (const [name, fallback] of [
    ['openapi_url', '/openapi.json'],
    ['docs_url', '/docs'],
    ['redoc_url', '/redoc'],
  ] as const) {
    const given = args.named.get(name);
    for (const option of given ? optionsOf(given) : []) {
      if (option.kind === 'text' && !option.text.includes(null))
        router.registrations.push({ methods: ['GET'], path: option, place: site, servedBy: 'dependency' });
    }
    if (!given && args.complete)
      router.registrations.push({
        methods: ['GET'],
        path: literalPath(fallback),
        place: site,
        servedBy: 'dependency',
      });
  }
}
