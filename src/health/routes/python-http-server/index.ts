import type { RouteFramework } from '../../route-framework.js';
import { isPythonCandidate } from '../python/candidates.js';

export const pythonHttpServer: RouteFramework = {
  name: 'python-http-server',
  title: 'Python’s http.server',
  homepage: 'https://docs.python.org/3/library/http.server.html',
  languages: ['Python'],
  recognition: [
    'Classes derived from `BaseHTTPRequestHandler`: their `do_GET` and the like, where they compare `self.path`; whatever else they answer is a wildcard.',
  ],
  isCandidate: isPythonCandidate,
  read: async (candidates, view) =>
    (await import('../python/read.js')).readPythonRoutes('python-http-server', candidates, view),
};
