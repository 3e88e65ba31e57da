import type { RouteFramework } from '../../route-framework.js';
import { isPythonCandidate } from '../python/candidates.js';

export const fastapi: RouteFramework = {
  name: 'fastapi',
  title: 'FastAPI and Starlette',
  homepage: 'https://fastapi.tiangolo.com/',
  languages: ['Python'],
  recognition: [
    'Decorators and `add_api_route` of `FastAPI()` and `APIRouter()`, Starlette’s `Route` and `Mount`; `include_router` and `mount` are followed across files.',
    'Application factories and functions that are given the application are followed; a router that nobody includes has a path without a known beginning.',
    'python-dockerflow, fastapi_health and the Prometheus instrumentator serve routes of their own; so does FastAPI for its documentation.',
    'Paths that a middleware compares and answers by itself: functions with `@app.middleware`, classes that `add_middleware` is given.',
  ],
  isCandidate: isPythonCandidate,
  read: async (candidates, view) =>
    (await import('../python/read.js')).readPythonRoutes('fastapi', candidates, view),
};
