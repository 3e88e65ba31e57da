import type { Machine } from './machine.js';
import {
  groupOf,
  httpMethod,
  methodsNamed,
  registerHandlers,
  textsOf,
  useMiddleware,
} from './registration.js';
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
    await registerHandlers(machine, router, args.slice(1), { methods: [verb], pattern: first, site });
    return self;
  }
  switch (name) {
    case 'Any':
      await registerHandlers(machine, router, args.slice(1), { methods: ['ANY'], pattern: first, site });
      return self;
    case 'Handle':
    case 'Match':
      await registerHandlers(machine, router, args.slice(2), {
        methods: await methodsNamed(machine, [first]),
        pattern: second,
        site,
      });
      return self;
    case 'Use':
      useMiddleware(machine, router, args);
      return self;
    case 'Group':
      return { kind: 'router', router: await groupOf(machine, router, first, args.slice(1), site) };
    case 'StaticFile':
    case 'StaticFileFS':
      await registerHandlers(machine, router, [unknown], { methods: ['GET', 'HEAD'], pattern: first, site });
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

async function registerStatic(machine: Machine, router: Router, path: Value, site: FilePlace): Promise<void> {
  for (const text of await textsOf(machine, path)) {
    const pattern = joinTexts([text, textOf('/*filepath')]);
    await registerHandlers(machine, router, [unknown], { methods: ['GET', 'HEAD'], pattern, site });
  }
}
