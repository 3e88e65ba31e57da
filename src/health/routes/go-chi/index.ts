import type { RouteFramework } from '../../route-framework.js';
import { isGoCandidate } from '../go/candidates.js';

export const goChi: RouteFramework = {
  name: 'go-chi',
  title: 'chi',
  homepage: 'https://go-chi.io',
  languages: ['go'],
  recognition: [
    'Routers of `github.com/go-chi/chi` (any major version): `chi.NewRouter()`, parameters and fields of type `chi.Router` or `*chi.Mux`.',
    'Verbs, `Method`, `Handle`, `Route`, `Group`, `With` and `Mount` are followed through functions, methods, files and packages.',
    '`middleware.Heartbeat("/ping")` in `Use` serves its path by itself.',
  ],
  isCandidate: isGoCandidate,
  read: async (candidates, view) => (await import('../go/read.js')).readGoRoutes('go-chi', candidates, view),
};
