import type { HttpMethod } from '../../../model/endpoint.js';
import type { Machine } from './machine.js';
import { groupOf, httpMethod, methodsNamed, registerRoute, textsOf, useMiddleware } from './registration.js';
import type { Router } from './routers.js';
import { joinTexts } from './texts.js';
import type { FilePlace, Value } from './values.js';
import { textOf, unknown } from './values.js';

/** What is called on an `*echo.Echo` or `*echo.Group` (github.com/labstack/echo, echo.go and group.go). */
export async function callEchoMethod(
  machine: Machine,
  router: Router,
  name: string,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  const [first = unknown, second = unknown, third = unknown] = args;
  const add = async (
    methods: readonly HttpMethod[],
    pattern: Value,
    handler: Value,
    middleware: readonly Value[] = [],
  ): Promise<Value> => {
    await registerRoute(machine, router, { methods, pattern, handler, middleware, site });
    return unknown;
  };
  const verb = /^[A-Z]+$/.test(name) ? httpMethod(name) : undefined;
  if (verb) return add([verb], first, second, args.slice(2));
  switch (name) {
    case 'Any':
      return add(['ANY'], first, second, args.slice(2));
    case 'Add':
    case 'Match':
      return add(await methodsNamed(machine, [first]), second, third, args.slice(3));
    case 'Use':
    case 'Pre':
      useMiddleware(machine, router, args);
      return unknown;
    case 'Group':
      return { kind: 'router', router: await groupOf(machine, router, first, args.slice(1), site) };
    case 'Host':
      return { kind: 'router', router: await groupOf(machine, router, textOf(''), args.slice(1), site) };
    case 'File':
    case 'FileFS':
      return add(['GET'], first, unknown);
    case 'Static':
    case 'StaticFS':
      for (const text of await textsOf(machine, first))
        await add(['GET'], joinTexts([text, textOf('/*')]), unknown);
      return unknown;
    default:
      if (name.startsWith('Start')) router.served = true;
      return unknown;
  }
}
