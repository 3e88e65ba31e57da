import type { RouteFramework } from '../../route-framework.js';
import { isGoCandidate } from '../go/candidates.js';

export const goGin: RouteFramework = {
  name: 'go-gin',
  title: 'Gin',
  homepage: 'https://gin-gonic.com',
  languages: ['go'],
  recognition: [
    'Routers of `github.com/gin-gonic/gin`: `gin.Default()`, `gin.New()`, parameters and fields of type `*gin.Engine`, `*gin.RouterGroup`, `gin.IRouter` or `gin.IRoutes`.',
    'Verbs, `Any`, `Handle`, `Match` and `Static…`; chains of `Group` are joined at each call site.',
    'What `NoRoute` and `NoMethod` answer is no route.',
  ],
  isCandidate: isGoCandidate,
  read: async (candidates, view) => (await import('../go/read.js')).readGoRoutes('go-gin', candidates, view),
};
