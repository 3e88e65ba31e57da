import type { RouteFramework } from '../../route-framework.js';
import { isGoCandidate } from '../go/candidates.js';

export const goHttprouter: RouteFramework = {
  name: 'go-httprouter',
  title: 'httprouter',
  homepage: 'https://pkg.go.dev/github.com/julienschmidt/httprouter',
  languages: ['go'],
  recognition: [
    'Routers of `github.com/julienschmidt/httprouter`: verbs, `Handle`, `Handler`, `HandlerFunc` and `ServeFiles`.',
  ],
  isCandidate: isGoCandidate,
  read: async (candidates, view) =>
    (await import('../go/read.js')).readGoRoutes('go-httprouter', candidates, view),
};
