import type { RouteFramework } from '../../route-framework.js';
import { isGoCandidate } from '../go/candidates.js';

export const goFiber: RouteFramework = {
  name: 'go-fiber',
  title: 'Fiber',
  homepage: 'https://gofiber.io',
  languages: ['go'],
  recognition: [
    'Applications and groups of `github.com/gofiber/fiber` (2 and 3): verbs, `Add`, `All`, `Group`, `Route`, `Mount`, `Use` with a prefix or an application.',
    'The middleware `healthcheck.New()` serves `/livez` and `/readyz`, or what its configuration or a route names.',
  ],
  isCandidate: isGoCandidate,
  read: async (candidates, view) =>
    (await import('../go/read.js')).readGoRoutes('go-fiber', candidates, view),
};
