import type { Service } from '../model/service.js';
import { directoryOf, isWithin } from './repository-paths.js';

/**
 * The name of the service in whose directory a path lies; of several the deepest. Outside of all directories, the service that alone is built
 * from the path's package; a service at the root (`.`) takes what no other does. The empty text when there is none.
 */
export function nearestService(
  services: readonly Pick<Service, 'name' | 'path' | 'packages'>[],
  path: string,
): string {
  let name = '';
  let depth = -1;
  for (const service of services) {
    const length = service.path === '.' ? 0 : service.path.length;
    if (length > depth && isWithin(service.path, path)) {
      name = service.name;
      depth = length;
    }
  }
  if (depth > 0) return name;
  const directory = directoryOf(path);
  return services.find(({ packages }) => packages?.includes(directory))?.name ?? name;
}
