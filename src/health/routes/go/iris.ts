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
    await registerHandlers(machine, router, args.slice(1), {
      methods: [verb ?? 'ANY'],
      pattern: first,
      site,
    });
    return unknown;
  }
  switch (name) {
    case 'Handle':
      await registerHandlers(machine, router, args.slice(2), {
        methods: await methodsNamed(machine, [first]),
        pattern: second,
        site,
      });
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
        await registerHandlers(machine, router, [], {
          methods: ['GET', 'HEAD'],
          pattern: joinTexts([text, textOf('/{file:path}')]),
          site,
        });
      return unknown;
    case 'Listen':
    case 'Run':
      router.served = true;
      return unknown;
    default:
      return unknown;
  }
}
