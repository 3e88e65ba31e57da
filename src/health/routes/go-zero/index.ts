import type { RouteFramework } from '../../route-framework.js';
import { isGoCandidate } from '../go/candidates.js';

export const goZero: RouteFramework = {
  name: 'go-zero',
  title: 'go-zero',
  homepage: 'https://go-zero.dev',
  languages: ['go'],
  recognition: [
    'Servers of `rest` of `github.com/zeromicro/go-zero`: `AddRoute` and `AddRoutes` with `rest.Route`, also behind `rest.WithMiddlewares`; `rest.WithPrefix` is put before.',
    'The server that `DevServer` of a configuration starts: `HealthPath` (`/healthz`) and `MetricsPath` on `Port` (6060).',
  ],
  isCandidate: isGoCandidate,
  async read(candidates, view) {
    const { routes, gaps, skipped } = await (
      await import('../go/read.js')
    ).readGoRoutes('go-zero', candidates, view);
    const { devServerRoutes } = await import('./dev-server.js');
    return { routes: [...routes, ...(await devServerRoutes(view))], gaps, skipped };
  },
};
