import type { RouteFramework, RouteReading } from '../../../src/health/route-framework.js';
import { isProductFile } from '../../../src/model/repository-view.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** Reads the routes of a framework from texts. */
export async function readingOf(
  framework: RouteFramework,
  files: Readonly<Record<string, string>>,
): Promise<RouteReading> {
  const view = inMemoryRepository(files);
  return framework.read(
    view.files.filter((file) => isProductFile(file) && framework.isCandidate(file)),
    view,
  );
}

/** Each route on a line: method, path (with `?` when its beginning is not known), handler. */
export function routeLines({ routes }: RouteReading): string[] {
  return routes.map(
    ({ method, path, pathComplete, handler, condition }) =>
      `${method} ${pathComplete ? '' : '?'}${path}${handler?.name === undefined ? '' : ` ${handler.name}`}${condition === undefined ? '' : ` {${condition}}`}`,
  );
}

/** What stands before a route, by its path. */
export function guardsOf({ routes }: RouteReading, path: string): string[] {
  return routes
    .filter((route) => route.path === path)
    .flatMap(({ guards }) => (guards ?? []).map(({ kind, text }) => `${kind}: ${text}`));
}
