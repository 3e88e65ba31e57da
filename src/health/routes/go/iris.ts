import type { HttpMethod } from '../../../model/endpoint.js';
import type { Machine } from './machine.js';
import { groupOf, httpMethod, methodsNamed, registerRoute, textsOf, useMiddleware } from './registration.js';
import type { Router } from './routers.js';
import { joinTexts } from './texts.js';
import type { FilePlace, Value } from './values.js';
import { textOf, unknown } from './values.js';

/** What is called on an `*iris.Application` or a `Party` (github.com/kataras/iris, core/router/api_builder.go). */
export async function callIrisMethod(
  machine: Machine,
  router: Router,
  name: string,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  const [first = unknown, second = unknown] = args;
  const verb = /^[A-Z][a-z]+$/.test(name) ? httpMethod(name) : undefined;
  if (verb || name === 'Any') {
    await register(machine, router, [verb ?? 'ANY'], first, args.slice(1), site);
    return unknown;
  }
  switch (name) {
    case 'Handle':
      await register(machine, router, await methodsNamed(machine, [first]), second, args.slice(2), site);
      return unknown;
    case 'Party':
      return { kind: 'router', router: await groupOf(machine, router, first, args.slice(1), site) };
    case 'PartyFunc': {
      const child: Value = { kind: 'router', router: await groupOf(machine, router, first, [], site) };
      await machine.operations.apply(machine, second, [child], site);
      return child;
    }
    case 'Use':
    case 'UseGlobal':
    case 'UseRouter':
      useMiddleware(machine, router, args);
      return unknown;
    case 'HandleDir':
      for (const text of await textsOf(machine, first))
        await register(machine, router, ['GET', 'HEAD'], joinTexts([text, textOf('/{file:path}')]), [], site);
      return unknown;
    case 'Listen':
    case 'Run':
      router.served = true;
      return unknown;
    default:
      return unknown;
  }
}

/** The last handler answers, the others are before it. */
async function register(
  machine: Machine,
  router: Router,
  methods: readonly HttpMethod[],
  pattern: Value,
  handlers: readonly Value[],
  site: FilePlace,
): Promise<void> {
  const handler = handlers.at(-1) ?? unknown;
  await registerRoute(machine, router, {
    methods,
    pattern,
    handler,
    middleware: handlers.slice(0, -1),
    site,
  });
}
