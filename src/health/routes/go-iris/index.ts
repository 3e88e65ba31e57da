import type { RouteFramework } from '../../route-framework.js';
import { isGoCandidate } from '../go/candidates.js';

export const goIris: RouteFramework = {
  name: 'go-iris',
  title: 'Iris',
  homepage: 'https://www.iris-go.com',
  languages: ['go'],
  recognition: [
    'Applications of `github.com/kataras/iris`: verbs, `Any`, `Handle`, `HandleDir`; `Party` and `PartyFunc` are joined.',
  ],
  isCandidate: isGoCandidate,
  read: async (candidates, view) => (await import('../go/read.js')).readGoRoutes('go-iris', candidates, view),
};
