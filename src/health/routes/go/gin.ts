import type { HttpMethod } from '../../../model/endpoint.js';
import type { Machine } from './machine.js';
import { groupOf, httpMethod, methodsNamed, registerRoute, textsOf, useMiddleware } from './registration.js';
import type { Router } from './routers.js';
import type { FilePlace, Value } from './values.js';
import { textOf, unknown } from './values.js';
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
      await register(machine, router, await methodsNamed(machine, [first]), second, args.slice(2), site);
      return self;
    case 'Match':
      await register(machine, router, await methodsNamed(machine, [first]), second, args.slice(2), site);
      return self;
    case 'Use':
      useMiddleware(machine, router, args);
      return self;
    case 'Group':
      return { kind: 'router', router: await groupOf(machine, router, first, args.slice(1), site) };
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
      // `Spin` is what hertz calls it, whose routers have the methods of gin (cloudwego/hertz, pkg/route/routergroup.go).
      if (name.startsWith('Run') || name === 'Spin') router.served = true;
      return unknown;
  }
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
