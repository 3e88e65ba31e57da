import type { Machine } from './machine.js';
import { httpMethod, methodsNamed, registerRoute } from './registration.js';
import type { Router } from './routers.js';
import type { FilePlace, Value } from './values.js';
import { unknown } from './values.js';

/** What is called on an `*httprouter.Router` (github.com/julienschmidt/httprouter, router.go). */
export async function callHttprouterMethod(
  machine: Machine,
  router: Router,
  name: string,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  const [first = unknown, second = unknown, third = unknown] = args;
  const verb = /^[A-Z]+$/.test(name) ? httpMethod(name) : undefined;
  if (verb) await registerRoute(machine, router, { methods: [verb], pattern: first, handler: second, site });
  else if (/^(?:Handle|Handler|HandlerFunc)$/.test(name))
    await registerRoute(machine, router, {
      methods: await methodsNamed(machine, [first]),
      pattern: second,
      handler: third,
      site,
    });
  else if (name === 'ServeFiles')
    await registerRoute(machine, router, {
      methods: ['GET', 'HEAD'],
      pattern: first,
      handler: unknown,
      site,
    });
  return unknown;
}
