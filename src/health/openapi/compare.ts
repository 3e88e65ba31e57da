import type { DocumentedRoute, RouteComparison, RouteDocument } from '../../model/documented-routes.js';
import type { Route } from '../../model/endpoint.js';
import type { InService } from '../../model/service.js';
import { compareText } from '../../model/source-span.js';

/**
 * Holds each document against the routes of the service that agrees best with it: the paths of its servers, or none, may stand before the
 * documented paths. Names of parameters and a slash at the end do not matter.
 */
export function compareDocuments(
  documents: readonly RouteDocument[],
  routes: readonly InService<Route>[],
): readonly RouteComparison[] {
  const byService = new Map<string, InService<Route>[]>();
  for (const route of routes) byService.set(route.service, [...(byService.get(route.service) ?? []), route]);
  return documents
    .filter((document) => document.routes.length > 0)
    .map((document) => bestOf(document, byService))
    .toSorted((a, b) => compareText(a.file, b.file));
}

function bestOf(
  document: RouteDocument,
  byService: ReadonlyMap<string, readonly InService<Route>[]>,
): RouteComparison {
  const { file, version, routes: written } = document;
  let best: RouteComparison = {
    file,
    version,
    service: '',
    base: '',
    documented: written.length,
    agreed: 0,
    missing: written,
    undocumented: 0,
  };
  for (const [service, routes] of byService) {
    const found = new Set(routes.flatMap((route) => keysOf(route)));
    for (const base of new Set(['', ...document.bases])) {
      const missing = written.filter((route) => !found.has(keyOf(route.method, `${base}${route.path}`)));
      const agreed = written.length - missing.length;
      if (agreed <= best.agreed) continue;
      const told = new Set(written.map(({ method, path }) => keyOf(method, `${base}${path}`)));
      const undocumented = routes.filter((route) => !keysOf(route).some((key) => told.has(key))).length;
      best = { file, version, service, base, documented: written.length, agreed, missing, undocumented };
    }
  }
  return best;
}

function keysOf({ method, path }: Route): readonly string[] {
  if (method !== 'ANY') return [keyOf(method, path)];
  return (['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const).map((each) =>
    keyOf(each, path),
  );
}

function keyOf(method: DocumentedRoute['method'], path: string): string {
  const plain = path.replace(/\{[^{}]*\}/g, '{}').replace(/(?<=.)\/+$/, '');
  return `${method} ${plain.toLowerCase()}`;
}
