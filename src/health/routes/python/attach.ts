import type { PyPlace, PyValue } from '../../../syntax/python/values.js';
import { optionsOf } from '../../../syntax/python/values.js';
import type { Inventory } from './inventory.js';
import type { Router } from './router.js';
import { RouteObject } from './router.js';

/** Puts the route objects of a list into a router. */
export function attachAll(inventory: Inventory, routes: PyValue, parent: Router, site: PyPlace): void {
  for (const option of optionsOf(routes)) {
    if (option.kind === 'none') continue;
    if (option.kind !== 'list' || !option.complete)
      inventory.gap(parent.framework, site, 'the list of routes is not known before run time');
    for (const item of option.kind === 'list' ? option.items : [])
      for (const one of optionsOf(item)) {
        if (one.kind === 'host' && one.object instanceof RouteObject) one.object.attach(parent);
        else
          inventory.gap(
            parent.framework,
            site,
            'the list of routes holds one that is not known before run time',
          );
      }
  }
}
