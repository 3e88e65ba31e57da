import type { HttpMethod } from '../../../model/endpoint.js';
import type { PyArguments, PyPlace, PyValue } from '../../../syntax/python/values.js';
import { argument, optionsOf, unknown } from '../../../syntax/python/values.js';
import { httpMethods } from '../../http-methods.js';
import { plainText } from '../../../syntax/python/texts.js';
import type { Inventory } from './inventory.js';
import { methodsOf } from './methods.js';
import { Router, emptyPath, pathsOf } from './router.js';

/** What is called on a `Bottle`, or on the module for its default application (bottle.py). */
export function callBottleMethod(
  inventory: Inventory,
  router: Router,
  name: string,
  args: PyArguments,
  site: PyPlace,
): PyValue {
  const verb = httpMethods.get(name);
  if (verb || name === 'route') {
    const path = argument(args, 'path', 0);
    const add = (handler: PyValue): void => {
      const given =
        path === undefined ? [] : path.kind === 'list' ? path.items.flatMap(pathsOf) : pathsOf(path);
      for (const one of given)
        inventory.register(router, {
          methods: verb ? [verb] : methodsNamed(argument(args, 'method', 1)),
          path: one,
          place: site,
          servedBy: 'code',
          handler,
        });
    };
    const callback = argument(args, 'callback', 2);
    if (callback) add(callback);
    return {
      kind: 'native',
      call: (called) => {
        const [handler = unknown] = called.positional;
        add(handler);
        return Promise.resolve(handler);
      },
    };
  }
  if (name === 'mount' || name === 'merge')
    for (const option of optionsOf(args.positional.at(-1) ?? unknown)) {
      const prefixes = name === 'merge' ? [emptyPath] : pathsOf(argument(args, 'prefix', 0) ?? unknown);
      if (option.kind === 'host' && option.object instanceof Router)
        for (const prefix of prefixes)
          option.object.addTo({ parent: router, prefix, ...inventory.condition });
      else inventory.gap('bottle', site, 'an application is mounted here that is not known before run time');
    }
  return unknown;
}

function methodsNamed(value: PyValue | undefined): readonly HttpMethod[] {
  const text = value && plainText(value);
  if (text !== undefined) return [httpMethods.get(text.toLowerCase()) ?? 'ANY'];
  return methodsOf(value, ['GET']);
}
