import type { RouteFramework } from '../../route-framework.js';
import { isPythonCandidate } from '../python/candidates.js';

export const aiohttp: RouteFramework = {
  name: 'aiohttp',
  title: 'aiohttp',
  homepage: 'https://docs.aiohttp.org/en/stable/web.html',
  languages: ['Python'],
  recognition: [
    'Applications of `aiohttp.web`: `app.router.add_get` and the like, `add_routes` with `web.get(…)` or a `RouteTableDef`, resources, views and `add_subapp` across files.',
    'The client of aiohttp is none: only names of `aiohttp.web` count.',
    'What `middlewares` of applications surely touch before they call the handler.',
  ],
  isCandidate: isPythonCandidate,
  read: async (candidates, view) =>
    (await import('../python/read.js')).readPythonRoutes('aiohttp', candidates, view),
};
