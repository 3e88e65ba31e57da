import type { RouteFramework } from '../../route-framework.js';
import { isGoCandidate } from '../go/candidates.js';

export const goZero: RouteFramework = {
  name: 'go-zero',
  title: 'go-zero',
  homepage: 'https://go-zero.dev',
  languages: ['go'],
  recognition: [
    'Servers of `rest` of `github.com/zeromicro/go-zero`: `AddRoute` and `AddRoutes` with `rest.Route`, also behind `rest.WithMiddlewares`; `rest.WithPrefix` is put before.',
  ],
  isCandidate: isGoCandidate,
  read: async (candidates, view) => (await import('../go/read.js')).readGoRoutes('go-zero', candidates, view),
};
