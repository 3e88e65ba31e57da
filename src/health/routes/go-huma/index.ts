import type { RouteFramework } from '../../route-framework.js';
import { isGoCandidate } from '../go/candidates.js';

export const goHuma: RouteFramework = {
  name: 'go-huma',
  title: 'Huma',
  homepage: 'https://huma.rocks',
  languages: ['go'],
  recognition: [
    'APIs of `github.com/danielgtaylor/huma` on the routers of its adapters (`humachi.New(router, config)`, `humago.NewWithPrefix`, `humaecho.NewWithGroup` …), and parameters of type `huma.API`.',
    '`huma.Get` and the like, `huma.Register` with `huma.Operation{Method, Path}`; the prefixes of `huma.NewGroup` and of the router below are joined.',
  ],
  isCandidate: isGoCandidate,
  read: async (candidates, view) => (await import('../go/read.js')).readGoRoutes('go-huma', candidates, view),
};
