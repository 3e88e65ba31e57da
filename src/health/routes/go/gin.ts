import type { HttpMethod } from '../../../model/endpoint.js';
import type { Machine } from './machine.js';
import { addMount, httpMethod, registerRoute, routePlace, textsOf } from './registration.js';
import type { Router } from './routers.js';
import type { FilePlace, Value } from './values.js';
import { optionsOf, textOf, unknown } from './values.js';
import { joinTexts } from './texts.js';

/** What is called on a `*gin.Engine` or `*gin.RouterGroup` (github.com/gin-gonic/gin, routergroup.go). */
export async function callGinMethod(
  machine: Machine,
  router: Router,
  name: string,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  const self: Value = { kind: 'router', router };
  const [first = unknown, second = unknown] = args;
  const verb = /^[A-Z]+$/.test(name) ? httpMethod(name) : undefined;
  if (verb) {
    await register(machine, router, [verb], first, args.slice(1), site);
    return self;
  }
  switch (name) {
    case 'Any':
      await register(machine, router, ['ANY'], first, args.slice(1), site);
      return self;
    case 'Handle':
      await register(machine, router, await methodsOf(machine, [first]), second, args.slice(2), site);
      return self;
    case 'Match':
      await register(machine, router, await methodsOf(machine, listed(first)), second, args.slice(2), site);
      return self;
    case 'Use':
      router.middleware.push(...args);
      return self;
    case 'Group':
      return { kind: 'router', router: await group(machine, router, first, args.slice(1), site) };
    case 'StaticFile':
    case 'StaticFileFS':
      await register(machine, router, ['GET', 'HEAD'], first, [unknown], site);
      return self;
    case 'Static':
    case 'StaticFS':
      await registerStatic(machine, router, first, site);
      return self;
    case 'Handler':
    case 'With':
      return self;
    case 'NoRoute':
    case 'NoMethod':
      return unknown;
    default:
      if (name.startsWith('Run')) router.served = true;
      return unknown;
  }
}

function listed(value: Value): readonly Value[] {
  return optionsOf(value).flatMap((option) => (option.kind === 'list' ? option.items : [option]));
}

async function methodsOf(machine: Machine, values: readonly Value[]): Promise<HttpMethod[]> {
  const methods = new Set<HttpMethod>();
  for (const value of values)
    for (const { text } of await textsOf(machine, value)) {
      const method = text.includes(null) ? 'ANY' : httpMethod(text.join(''));
      if (method) methods.add(method);
    }
  return [...methods];
}

/** The last handler answers, the others are middleware. */
async function register(
  machine: Machine,
  router: Router,
  methods: readonly HttpMethod[],
  pattern: Value,
  handlers: readonly Value[],
  site: FilePlace,
): Promise<void> {
  await registerRoute(machine, router, {
    methods,
    pattern,
    handler: handlers.at(-1) ?? unknown,
    middleware: handlers.slice(0, -1),
    site,
  });
}

async function registerStatic(machine: Machine, router: Router, path: Value, site: FilePlace): Promise<void> {
  for (const text of await textsOf(machine, path)) {
    const pattern = joinTexts([text, textOf('/*filepath')]);
    await register(machine, router, ['GET', 'HEAD'], pattern, [unknown], site);
  }
}

async function group(
  machine: Machine,
  router: Router,
  pattern: Value,
  middleware: readonly Value[],
  site: FilePlace,
): Promise<Router> {
  const child = machine.newRouter('go-gin', site);
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
