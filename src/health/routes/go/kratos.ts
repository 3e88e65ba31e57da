import { httpMethod, groupOf, methodsNamed, registerRoute, textsOf } from './registration.js';
import type { Machine } from './machine.js';
import type { Router } from './routers.js';
import { routersServedBy } from './serving.js';
import { joinTexts } from './texts.js';
import type { FilePlace, Value } from './values.js';
import { optionsOf, textOf, unknown } from './values.js';

/**
 * The HTTP server of Kratos (github.com/go-kratos/kratos, transport/http/server.go): a router of gorilla/mux, all of it below the path of
 * the option `PathPrefix`.
 */
export async function newKratosServer(
  machine: Machine,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  const server = machine.newRouter('go-kratos', site);
  const options = args.flatMap(optionsOf).flatMap((one) => (one.kind === 'list' ? one.items : [one]));
  const prefix = options
    .flatMap(optionsOf)
    .find((one) => one.kind === 'external' && one.name.endsWith('/transport/http.PathPrefix'));
  const given = prefix?.kind === 'external' ? prefix.args[0] : undefined;
  if (!given) return { kind: 'router', router: server };
  server.served = true;
  return { kind: 'router', router: await groupOf(machine, server, given, [], site) };
}

/** What is called on its server and on the router that `Route(prefix)` gives (transport/http/router.go). */
export async function callKratosMethod(
  machine: Machine,
  router: Router,
  name: string,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  const [first = unknown, second = unknown, third = unknown] = args;
  const verb = /^[A-Z]+$/.test(name) ? httpMethod(name) : undefined;
  if (verb) {
    await registerRoute(machine, router, { methods: [verb], pattern: first, handler: second, site });
    return unknown;
  }
  switch (name) {
    case 'Route':
    case 'Group':
      return { kind: 'router', router: await groupOf(machine, router, first, [], site) };
    case 'HandleFunc':
      await registerRoute(machine, router, { methods: ['ANY'], pattern: first, handler: second, site });
      return unknown;
    case 'Handle':
      // A router takes the method before; the server does not.
      await registerRoute(
        machine,
        router,
        args.length > 2
          ? { methods: await methodsNamed(machine, [first]), pattern: second, handler: third, site }
          : { methods: ['ANY'], pattern: first, handler: second, site },
      );
      return unknown;
    case 'HandlePrefix':
      await registerPrefix(machine, router, first, second, site);
      return unknown;
    case 'Start':
      router.served = true;
      return unknown;
    default:
      return unknown;
  }
}

/** All that begins so goes to a handler, which sees the whole path. */
async function registerPrefix(
  machine: Machine,
  router: Router,
  prefix: Value,
  handler: Value,
  site: FilePlace,
): Promise<void> {
  const isRouter = (await routersServedBy(machine, handler)).length > 0;
  for (const text of await textsOf(machine, prefix)) {
    const last = text.text.at(-1);
    const slash = typeof last === 'string' && last.endsWith('/') ? '' : '/';
    const patterns = isRouter
      ? [joinTexts([text, textOf(slash)])]
      : [text, joinTexts([text, textOf(`${slash}{path:.*}`)])];
    for (const pattern of patterns)
      await registerRoute(machine, router, { methods: ['ANY'], pattern, handler, site });
  }
}
