import type { HttpMethod } from '../../../model/endpoint.js';
import type { HostObject, PyArguments, PyPlace, PyValue } from '../../../syntax/python/values.js';
import { argument, optionsOf, unknown } from '../../../syntax/python/values.js';
import { httpMethods } from '../../http-methods.js';
import { plainText } from '../../../syntax/python/texts.js';
import { attachAll } from './attach.js';
import type { Inventory } from './inventory.js';
import type { PathText } from './router.js';
import { RouteObject, Router, emptyPath, pathsOf } from './router.js';
import { viewMethods } from './view-classes.js';

/** What `router.add_resource('/x')` gives: methods are added to it one by one. */
export class AiohttpResource implements HostObject {
  readonly attributes = new Map<string, PyValue>();
  readonly router: Router;
  readonly paths: readonly PathText[];

  constructor(router: Router, paths: readonly PathText[]) {
    this.router = router;
    this.paths = paths;
  }
}

/** `app.middlewares`, to which a program appends (aiohttp/web_app.py). */
export class AiohttpMiddleware implements HostObject {
  readonly attributes = new Map<string, PyValue>();
  readonly #router: Router;

  constructor(router: Router) {
    this.#router = router;
  }

  /** `append` and the like of the list. */
  take(inventory: Inventory, name: string, { positional: [first] }: PyArguments): void {
    if (name === 'extend') inventory.hooks(this.#router, first);
    else if (first && name === 'append') inventory.hook(this.#router, first);
  }
}

/** `web.Application(middlewares=[…])`; the routes of applications below pass it as well. */
export function takeAiohttpMiddleware(inventory: Inventory, router: Router, args: PyArguments): void {
  router.attributes.set('middlewares', { kind: 'host', object: new AiohttpMiddleware(router) });
  inventory.hooks(router, args.named.get('middlewares'));
}

const verb = /^(?:add_)?(get|head|post|put|patch|delete|options|view|route|static)$/;

/** `web.get('/x', handler)`, `web.view(…)`, `web.route('GET', …)`: routes that wait for `add_routes` (aiohttp/web_routedef.py). */
export function aiohttpRoute(
  inventory: Inventory,
  name: string,
  args: PyArguments,
  site: PyPlace,
): PyValue | undefined {
  const kind = /^aiohttp\.web(?:_routedef)?\.(\w+)$/.exec(name)?.[1];
  if (kind === undefined || !verb.test(kind)) return undefined;
  return {
    kind: 'host',
    object: new RouteObject((parent) => {
      register(inventory, parent, kind, args, site);
    }),
  };
}

function methodsNamed(value: PyValue | undefined): readonly HttpMethod[] {
  const found = httpMethods.get((value ? (plainText(value) ?? '') : '').toLowerCase());
  return [found ?? 'ANY'];
}

function register(
  inventory: Inventory,
  router: Router,
  kind: string,
  args: PyArguments,
  site: PyPlace,
): void {
  const isNamed = kind === 'route';
  const path = argument(args, kind === 'static' ? 'prefix' : 'path', isNamed ? 1 : 0);
  const handler = kind === 'static' ? undefined : argument(args, 'handler', isNamed ? 2 : 1);
  add(
    inventory,
    router,
    kind,
    isNamed ? methodsNamed(args.positional[0]) : undefined,
    pathsOf(path ?? unknown),
    handler,
    site,
  );
}

function add(
  inventory: Inventory,
  router: Router,
  kind: string,
  named: readonly HttpMethod[] | undefined,
  paths: readonly PathText[],
  handler: PyValue | undefined,
  site: PyPlace,
): void {
  const own = httpMethods.get(kind);
  const methods: readonly HttpMethod[] =
    named?.[0] === 'ANY' || kind === 'view'
      ? (viewMethods(handler) ?? ['ANY'])
      : (named ??
        (kind === 'static' ? ['GET', 'HEAD'] : kind === 'get' ? ['GET', 'HEAD'] : own ? [own] : ['ANY']));
  for (const one of paths)
    inventory.register(router, {
      methods,
      path: kind === 'static' ? { ...one, text: [...one.text, '/{path:.*}'] } : one,
      place: site,
      servedBy: 'code',
      ...(handler && { handler }),
    });
}

/** What is called on a `web.Application`, its router, or a `RouteTableDef` (aiohttp/web_app.py, web_urldispatcher.py). */
export function callAiohttpMethod(
  inventory: Inventory,
  router: Router,
  name: string,
  args: PyArguments,
  site: PyPlace,
): PyValue {
  const kind = verb.exec(name)?.[1];
  if (kind !== undefined && name.startsWith('add_')) {
    register(inventory, router, kind, args, site);
    return unknown;
  }
  if (kind !== undefined)
    return {
      kind: 'native',
      call: (given) => {
        const [handler = unknown] = given.positional;
        const isNamed = kind === 'route';
        const path = argument(args, 'path', isNamed ? 1 : 0) ?? unknown;
        add(
          inventory,
          router,
          kind,
          isNamed ? methodsNamed(args.positional[0]) : undefined,
          pathsOf(path),
          handler,
          site,
        );
        return Promise.resolve(handler);
      },
    };
  switch (name) {
    case 'add_routes':
      for (const option of optionsOf(args.positional[0] ?? unknown)) {
        if (option.kind === 'host' && option.object instanceof Router)
          option.object.addTo({ parent: router, prefix: emptyPath, ...inventory.condition });
        else attachAll(inventory, option, router, site);
      }
      return unknown;
    case 'add_resource':
      return {
        kind: 'host',
        object: new AiohttpResource(router, pathsOf(argument(args, 'path', 0) ?? unknown)),
      };
    case 'add_subapp':
      for (const option of optionsOf(argument(args, 'subapp', 1) ?? unknown)) {
        if (option.kind === 'host' && option.object instanceof Router)
          for (const prefix of pathsOf(argument(args, 'prefix', 0) ?? unknown))
            option.object.addTo({ parent: router, prefix, ...inventory.condition });
        else
          inventory.gap('aiohttp', site, 'an application is mounted here that is not known before run time');
      }
      return unknown;
    default:
      return unknown;
  }
}

/** `resource.add_route('GET', handler)`. */
export function callResourceMethod(
  inventory: Inventory,
  resource: AiohttpResource,
  name: string,
  args: PyArguments,
  site: PyPlace,
): PyValue {
  if (name === 'add_route')
    add(
      inventory,
      resource.router,
      'route',
      methodsNamed(args.positional[0]),
      resource.paths,
      args.positional[1],
      site,
    );
  return unknown;
}
