import type { Service } from '../model/service.js';
import { isWithin } from './repository-paths.js';

/**
 * The name of the service in whose directory a path lies; of several the deepest. A service at the root (`.`) takes what no other does. The empty
 * text when there is none.
 */
export function nearestService(services: readonly Pick<Service, 'name' | 'path'>[], path: string): string {
  let name = '';
  let depth = -1;
  for (const service of services) {
    const length = service.path === '.' ? 0 : service.path.length;
    if (length > depth && isWithin(service.path, path)) {
      name = service.name;
      depth = length;
    }
  }
  return name;
}
