import type { HttpMethod } from '../../../model/endpoint.js';
import type { PyArguments, PyPlace, PyValue } from '../../../syntax/python/values.js';
import { argument, optionsOf, textOf, unknown } from '../../../syntax/python/values.js';
import type { Inventory } from './inventory.js';
import { methodsOf, verbOf } from './methods.js';
import { Router, pathsOf } from './router.js';
import { viewMethods } from './view-classes.js';

/** The prefix of a router that was made without one: a namespace of Flask-RESTX is served below its name. */
export function defaultPrefix(dotted: string, args: PyArguments): PyValue | undefined {
  const name = args.positional[0];
  if (!dotted.endsWith('.Namespace')) return undefined;
  return name?.kind === 'text' && !name.text.includes(null) ? textOf(`/${name.text.join('')}`) : unknown;
}

/** What is called on a `Flask`, `Quart`, `Blueprint`, `Api` or `Namespace` (flask/sansio/scaffold.py, flask_restful/__init__.py). */
export function callFlaskMethod(
  inventory: Inventory,
  router: Router,
  name: string,
  args: PyArguments,
  site: PyPlace,
): PyValue {
  const add = (
    path: PyValue | undefined,
    methods: readonly HttpMethod[],
    handler: PyValue | undefined,
  ): void => {
    const own = viewMethods(handler);
    for (const one of pathsOf(path ?? unknown))
      inventory.register(router, {
        methods: own ?? methods,
        path: one,
        place: site,
        servedBy: 'code',
        ...(handler && { handler }),
      });
  };
  const verb = verbOf(name);
  if ((verb && name !== 'head') || name === 'route') {
    const paths = args.positional.length > 0 ? args.positional : [args.named.get('rule') ?? unknown];
    const methods = verb ? [verb] : methodsOf(args.named.get('methods'), ['GET']);
    return {
      kind: 'native',
      call: (given) => {
        for (const path of paths) if (path.kind !== 'dict') add(path, methods, given.positional[0]);
        return Promise.resolve(given.positional[0] ?? unknown);
      },
    };
  }
  switch (name) {
    case 'add_url_rule':
      add(
        argument(args, 'rule', 0),
        methodsOf(args.named.get('methods'), ['GET']),
        argument(args, 'view_func', 2),
      );
      return { kind: 'none' };
    case 'add_resource':
      if (!args.complete)
        inventory.gap('flask', site, 'the paths of this resource are not known before run time');
      for (const path of args.positional.slice(1)) add(path, ['ANY'], args.positional[0]);
      return { kind: 'none' };
    case 'register_blueprint':
    case 'add_namespace':
    case 'register_api':
      register(inventory, router, name, args, site);
      return { kind: 'none' };
    case 'init_app':
      for (const app of optionsOf(args.positional[0] ?? unknown))
        if (app.kind === 'host' && app.object instanceof Router)
          router.addTo({ parent: app.object, prefix: undefined, ...inventory.condition });
      return { kind: 'none' };
    default:
      return unknown;
  }
}

function register(
  inventory: Inventory,
  router: Router,
  name: string,
  args: PyArguments,
  site: PyPlace,
): void {
  const option =
    args.named.get(name === 'add_namespace' ? 'path' : 'url_prefix') ??
    (name === 'add_namespace' ? args.positional[1] : undefined);
  for (const one of optionsOf(args.positional[0] ?? args.named.get('blueprint') ?? unknown)) {
    if (one.kind === 'none') continue;
    if (one.kind !== 'host' || !(one.object instanceof Router)) {
      inventory.gap('flask', site, 'a blueprint is registered here that is not known before run time');
      continue;
    }
    const prefixes =
      option === undefined || option.kind === 'none'
        ? args.complete
          ? [undefined]
          : [{ text: [null], adjustable: false }]
        : pathsOf(option);
    for (const prefix of prefixes) one.object.addTo({ parent: router, prefix, ...inventory.condition });
  }
}
