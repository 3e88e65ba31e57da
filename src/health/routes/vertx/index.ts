import type { RouteFramework } from '../../route-framework.js';

export const vertx: RouteFramework = {
  name: 'vertx',
  title: 'Eclipse Vert.x Web',
  homepage: 'https://vertx.io/docs/vertx-web/java/',
  languages: ['Java', 'Kotlin'],
  recognition: [
    'Calls of `get`, `route` and their kind on variables that hold an `io.vertx.ext.web.Router`, below the routers that they are mounted on in the same file; `HealthCheckHandler` is a health endpoint whatever its path.',
    'Routers of other files that are mounted, regular expressions and routers built from an API description keep the list of routes open.',
  ],
  isCandidate: ({ path }) => /\.(java|kt)$/.test(path),
  read: async (candidates, view) => (await import('./read-vertx.js')).readVertx(candidates, view),
};
