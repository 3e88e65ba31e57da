import type { RouteFramework } from '../../route-framework.js';
import { isGoCandidate } from '../go/candidates.js';

export const goNetHttp: RouteFramework = {
  name: 'go-net-http',
  title: 'Go net/http',
  homepage: 'https://pkg.go.dev/net/http',
  languages: ['go'],
  recognition: [
    '`Handle` and `HandleFunc` of an `http.ServeMux` (variable, parameter, struct field, `http.DefaultServeMux`), imported from `net/http` under any name.',
    'Patterns of Go 1.22: `GET /x`, `/x/{id}`, `/x/{rest...}`, `/{$}`, `host/x`; a pattern that ends in `/` answers for all below it.',
    '`http.StripPrefix` and muxes that are handlers of other muxes are followed through functions, fields and packages.',
    '`ServeHTTP` of the project that switches over `req.URL.Path`: its paths of health, when it hands requests to nobody else.',
  ],
  isCandidate: isGoCandidate,
  read: async (candidates, view) =>
    (await import('../go/read.js')).readGoRoutes('go-net-http', candidates, view),
};
