import type { RouteFramework } from '../../route-framework.js';
import { isGoCandidate } from '../go/candidates.js';

export const goEcho: RouteFramework = {
  name: 'go-echo',
  title: 'Echo',
  homepage: 'https://echo.labstack.com',
  languages: ['go'],
  recognition: [
    'Routers of `github.com/labstack/echo` (any major version): `echo.New()`, parameters and fields of type `*echo.Echo` or `*echo.Group`.',
    'Verbs, `Any`, `Add`, `Match`, `Group`, `Host`, files and what `echo.WrapHandler` wraps.',
  ],
  isCandidate: isGoCandidate,
  read: async (candidates, view) => (await import('../go/read.js')).readGoRoutes('go-echo', candidates, view),
};
