import type { RouteFramework } from '../../route-framework.js';
import { isPythonCandidate } from '../python/candidates.js';

export const bottle: RouteFramework = {
  name: 'bottle',
  title: 'Bottle',
  homepage: 'https://bottlepy.org/',
  languages: ['Python'],
  recognition: [
    'Decorators of `Bottle()` and of the module for its default application, `route` with callbacks, `mount` and `merge`.',
  ],
  isCandidate: isPythonCandidate,
  read: async (candidates, view) =>
    (await import('../python/read.js')).readPythonRoutes('bottle', candidates, view),
};
