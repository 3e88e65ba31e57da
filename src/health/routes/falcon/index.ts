import type { RouteFramework } from '../../route-framework.js';
import { isPythonCandidate } from '../python/candidates.js';

export const falcon: RouteFramework = {
  name: 'falcon',
  title: 'Falcon',
  homepage: 'https://falcon.readthedocs.io/',
  languages: ['Python'],
  recognition: [
    '`add_route` of `falcon.App()` and `falcon.asgi.App()`: a resource answers with its `on_get`, `on_post` and so on, also with a suffix.',
    'What `process_request` and `process_resource` of middleware surely touch.',
  ],
  isCandidate: isPythonCandidate,
  read: async (candidates, view) =>
    (await import('../python/read.js')).readPythonRoutes('falcon', candidates, view),
};
