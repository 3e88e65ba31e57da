import type { Machine } from './machine.js';
import { groupOf, methodsNamed, registerRoute, useMiddleware } from './registration.js';
import type { Router } from './routers.js';
import type { FilePlace, ObjectValue, Value } from './values.js';
import { optionsOf, unknown } from './values.js';

const restPackage = /^github\.com\/(?:zeromicro|tal-tech)\/go-zero\/rest\./;

/** What is called on a `*rest.Server` of go-zero (rest/server.go): `AddRoutes([]rest.Route{{Method, Path, Handler}}, rest.WithPrefix("/v1"))`. */
export async function callGoZeroMethod(
  machine: Machine,
  router: Router,
  name: string,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  const [first = unknown, ...options] = args;
  switch (name) {
    case 'AddRoute':
    case 'AddRoutes': {
      const prefix = optionNamed('WithPrefix', options);
      const target = prefix ? await groupOf(machine, router, prefix, [], site) : router;
      for (const value of routesIn(await machine.operations.force(machine, first)))
        await addRoute(machine, target, value, site);
      return unknown;
    }
    case 'Use':
      useMiddleware(machine, router, args);
      return unknown;
    case 'Start':
    case 'StartWithOpts':
      router.served = true;
      return unknown;
    default:
      return unknown;
  }
}

function optionNamed(name: string, options: readonly Value[]): Value | undefined {
  for (const option of options.flatMap(optionsOf))
    if (option.kind === 'external' && restPackage.test(option.name) && option.name.endsWith(`.${name}`))
      return option.args[0];
  return undefined;
}

/** Routes in a list, alone, or behind `rest.WithMiddlewares(…, routes...)`. */
function routesIn(value: Value): readonly Value[] {
  return optionsOf(value).flatMap((option) => {
    if (option.kind === 'list') return option.items.flatMap((item) => routesIn(item));
    if (
      option.kind === 'external' &&
      restPackage.test(option.name) &&
      /\.WithMiddlewares?$/.test(option.name)
    )
      return option.args.slice(1).flatMap((one) => routesIn(one));
    return [option];
  });
}

async function addRoute(machine: Machine, router: Router, value: Value, site: FilePlace): Promise<void> {
  if (value.kind !== 'object') {
    machine.gap('go-zero', site, 'a route that is added here is only known at run time');
    return;
  }
  const field = (name: string, index: number): Value => fieldOf(value, name, index);
  const pattern = field('Path', 1);
  const origin = pattern.kind === 'text' ? pattern.origins[0] : undefined;
  await registerRoute(machine, router, {
    methods: await methodsNamed(machine, [field('Method', 0)]),
    pattern,
    handler: field('Handler', 2),
    // A list names many routes in one call: each stands where its path does.
    site: origin?.file === site.file ? origin : site,
  });
}

/** A field by its name, or by its place where the literal has no names. */
function fieldOf({ fields }: ObjectValue, name: string, index: number): Value {
  return (fields.get(name) ?? fields.get(String(index)))?.value ?? unknown;
}
