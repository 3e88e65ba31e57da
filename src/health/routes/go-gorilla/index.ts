import type { RouteFramework } from '../../route-framework.js';
import { isGoCandidate } from '../go/candidates.js';

export const goGorilla: RouteFramework = {
  name: 'go-gorilla',
  title: 'gorilla/mux',
  homepage: 'https://pkg.go.dev/github.com/gorilla/mux',
  languages: ['go'],
  recognition: [
    'Routers of `github.com/gorilla/mux` and its forks (`minio/mux`): `mux.NewRouter()`, parameters and fields of type `*mux.Router` and `*mux.Route`.',
    '`HandleFunc(…).Methods(…)`, `Path`, `PathPrefix(…).Subrouter()` and `PathPrefix(…).Handler(…)` in any order of calls.',
  ],
  isCandidate: isGoCandidate,
  read: async (candidates, view) =>
    (await import('../go/read.js')).readGoRoutes('go-gorilla', candidates, view),
};
