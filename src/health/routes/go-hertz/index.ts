import type { RouteFramework } from '../../route-framework.js';
import { isGoCandidate } from '../go/candidates.js';

export const goHertz: RouteFramework = {
  name: 'go-hertz',
  title: 'Hertz',
  homepage: 'https://www.cloudwego.io/docs/hertz/',
  languages: ['go'],
  recognition: [
    'Routers of `github.com/cloudwego/hertz`: `server.Default()`, `server.New()`, groups; verbs, `Any`, `Handle`, `Static…`.',
  ],
  isCandidate: isGoCandidate,
  read: async (candidates, view) =>
    (await import('../go/read.js')).readGoRoutes('go-hertz', candidates, view),
};
