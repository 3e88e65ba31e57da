import type { PythonMachine } from '../../../syntax/python/machine.js';
import { attributeOf } from '../../../syntax/python/attributes.js';
import type { PyArguments, PyPlace, PyValue } from '../../../syntax/python/values.js';
import { argument, optionsOf, unknown } from '../../../syntax/python/values.js';
import { plainText } from '../../../syntax/python/texts.js';
import type { Inventory } from './inventory.js';
import type { Router } from './router.js';
import { pathsOf } from './router.js';
import { classMethods } from './view-classes.js';

/** `falcon.App(middleware=[…])`: one object or a list of them. */
export function takeFalconMiddleware(inventory: Inventory, router: Router, given: PyValue | undefined): void {
  if (given?.kind === 'list') inventory.hooks(router, given);
  else if (given) inventory.hook(router, given);
}

/** What is called on a `falcon.App` (falcon/app.py): a resource answers with its `on_get`, `on_post` …, with a suffix when one is given. */
export async function callFalconMethod(
  machine: PythonMachine,
  inventory: Inventory,
  router: Router,
  name: string,
  args: PyArguments,
  site: PyPlace,
): Promise<PyValue> {
  if (name === 'add_route') {
    const given = args.named.get('suffix');
    const suffix = given ? plainText(given) : '';
    for (const resource of optionsOf(argument(args, 'resource', 1) ?? unknown))
      for (const path of pathsOf(argument(args, 'uri_template', 0) ?? unknown)) {
        const methods =
          resource.kind === 'instance' && suffix !== undefined
            ? classMethods(resource.of, 'on_', suffix === '' ? '' : `_${suffix}`)
            : [];
        if (methods.length === 0)
          inventory.register(router, { methods: ['ANY'], path, place: site, servedBy: 'code' });
        for (const method of methods) {
          const handler = await attributeOf(
            machine,
            resource,
            `on_${method.toLowerCase()}${suffix === undefined || suffix === '' ? '' : `_${suffix}`}`,
          );
          inventory.register(router, { methods: [method], path, place: site, servedBy: 'code', handler });
        }
      }
  }
  if (name === 'add_middleware') takeFalconMiddleware(inventory, router, argument(args, 'middleware', 0));
  if (name === 'add_static_route' || name === 'add_sink')
    for (const path of pathsOf(argument(args, 'prefix', name === 'add_sink' ? 1 : 0) ?? unknown))
      inventory.register(router, {
        methods: ['ANY'],
        path: { ...path, text: [...path.text, '/{path:path}'] },
        place: site,
        servedBy: 'code',
      });
  return unknown;
}
