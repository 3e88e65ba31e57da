import type { HttpMethod } from '../../../model/endpoint.js';
import type { Machine } from './machine.js';
import { addMount, methodsNamed, registerRoute, routePlace, textsOf } from './registration.js';
import type { Router } from './routers.js';
import { routersServedBy } from './serving.js';
import type { FilePlace, Value } from './values.js';
import { optionsOf, textOf, unknown } from './values.js';

/** Packages of Huma that put an API on the router of a framework. */
const adapters = /^github\.com\/danielgtaylor\/huma(?:\/v\d+)?\/adapters\/huma\w+$/;
const itself = /^github\.com\/danielgtaylor\/huma(?:\/v\d+)?$/;

const verbs: ReadonlyMap<string, HttpMethod> = new Map([
  ['Get', 'GET'],
  ['Head', 'HEAD'],
  ['Post', 'POST'],
  ['Put', 'PUT'],
  ['Patch', 'PATCH'],
  ['Delete', 'DELETE'],
]);

/**
 * What functions of Huma make and register (huma.go, group.go, adapters/…): `humachi.New(router, config)` gives an API whose operations are
 * routes of that router; `huma.Get(api, path, handler)` and `huma.Register(api, huma.Operation{…}, handler)` add them.
 */
export async function callHuma(
  machine: Machine,
  path: string,
  fn: string,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value | undefined> {
  const [first = unknown, second = unknown, third = unknown] = args;
  if (adapters.test(path)) {
    if (fn === 'NewWithPrefix') return apiOn(machine, first, [second], site);
    if (fn === 'NewWithGroup') return apiOn(machine, second, [textOf('')], site);
    return fn === 'New' ? apiOn(machine, first, [textOf('')], site) : undefined;
  }
  if (!itself.test(path)) return undefined;
  if (fn === 'NewGroup') return apiOn(machine, first, args.length > 1 ? args.slice(1) : [textOf('')], site);
  const verb = verbs.get(fn);
  for (const router of apisIn(first)) {
    if (verb)
      await registerRoute(machine, router, { methods: [verb], pattern: second, handler: third, site });
    if (fn === 'Register') await registerOperation(machine, router, second, third, site);
  }
  return verb || fn === 'Register' ? unknown : undefined;
}

function apisIn(value: Value): readonly Router[] {
  return optionsOf(value).flatMap((option) =>
    option.kind === 'router' && option.router.framework === 'go-huma' ? [option.router] : [],
  );
}

/** An API whose paths are below the prefixes on a router; an API on a router that is not known has a beginning that is not known. */
async function apiOn(
  machine: Machine,
  base: Value,
  prefixes: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  const api = machine.newRouter('go-huma', site);
  const { condition } = machine;
  for (const { router } of await routersServedBy(machine, base))
    for (const one of prefixes)
      for (const prefix of await textsOf(machine, one))
        addMount(api, {
          parent: router,
          prefix,
          removes: 'route',
          place: routePlace(machine, site, prefix),
          ...(condition !== undefined && { condition }),
        });
  if (api.mounts.length === 0) api.unresolved = 'the router below this API of Huma was not found';
  return { kind: 'router', router: api };
}

async function registerOperation(
  machine: Machine,
  router: Router,
  operation: Value,
  handler: Value,
  site: FilePlace,
): Promise<void> {
  for (const option of optionsOf(await machine.operations.force(machine, operation))) {
    if (option.kind !== 'object') {
      machine.gap('go-huma', site, 'the operation that is registered here is only known at run time');
      continue;
    }
    const pattern = option.fields.get('Path')?.value ?? unknown;
    const methods = await methodsNamed(machine, [option.fields.get('Method')?.value ?? unknown]);
    await registerRoute(machine, router, { methods, pattern, handler, site });
  }
}

/** Methods of an API register nothing by themselves; a group has middleware and changes operations. */
export function callHumaMethod(_machine: Machine, router: Router, name: string): Promise<Value> {
  return Promise.resolve(name === 'Adapter' ? { kind: 'router', router } : unknown);
}
