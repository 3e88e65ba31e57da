import type { RouteFramework } from '../../route-framework.js';
import { isPythonCandidate } from '../python/candidates.js';

export const litestar: RouteFramework = {
  name: 'litestar',
  title: 'Litestar',
  homepage: 'https://litestar.dev/',
  languages: ['Python'],
  recognition: [
    'Functions with `@get`, `@route` and the like of `litestar` and the methods of controllers, as soon as a `Router` or `Litestar` lists them in `route_handlers`.',
    'Paths of applications, routers and controllers are joined; plugins that extend `route_handlers` are followed.',
    'What `before_request` of the application surely touches, unless a layer below has its own.',
  ],
  isCandidate: isPythonCandidate,
  read: async (candidates, view) =>
    (await import('../python/read.js')).readPythonRoutes('litestar', candidates, view),
};
