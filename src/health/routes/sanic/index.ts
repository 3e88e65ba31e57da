import type { RouteFramework } from '../../route-framework.js';
import { isPythonCandidate } from '../python/candidates.js';

export const sanic: RouteFramework = {
  name: 'sanic',
  title: 'Sanic',
  homepage: 'https://sanic.dev/',
  languages: ['Python'],
  recognition: [
    'Decorators and `add_route` of `Sanic()` and `Blueprint()`; blueprints and their groups with prefixes and versions across files.',
    'sanic-ext serves `/__health__` when `HEALTH` and `HEALTH_ENDPOINT` are switched on.',
    'What middleware of requests (`on_request`, `middleware`) of the application and of blueprints surely touches.',
  ],
  isCandidate: isPythonCandidate,
  read: async (candidates, view) =>
    (await import('../python/read.js')).readPythonRoutes('sanic', candidates, view),
};
