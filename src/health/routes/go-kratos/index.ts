import type { RouteFramework } from '../../route-framework.js';
import { isGoCandidate } from '../go/candidates.js';

export const goKratos: RouteFramework = {
  name: 'go-kratos',
  title: 'Kratos',
  homepage: 'https://go-kratos.dev',
  languages: ['go'],
  recognition: [
    'Servers of `transport/http` of `github.com/go-kratos/kratos`: `Handle`, `HandleFunc`, `HandlePrefix`, `Route(prefix)` with its verbs and groups, and what generated `Register…HTTPServer` functions register.',
    'The path of the option `PathPrefix` is put before.',
  ],
  isCandidate: isGoCandidate,
  read: async (candidates, view) =>
    (await import('../go/read.js')).readGoRoutes('go-kratos', candidates, view),
};
