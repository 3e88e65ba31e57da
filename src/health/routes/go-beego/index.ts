import type { RouteFramework } from '../../route-framework.js';
import { isGoCandidate } from '../go/candidates.js';

export const goBeego: RouteFramework = {
  name: 'go-beego',
  title: 'Beego',
  homepage: 'https://github.com/beego/beego',
  languages: ['go'],
  recognition: [
    'Functions of `server/web` of Beego, also of version 1: `Get` and the like, `Router` with its mapping of methods, `Handler`, and namespaces with their prefixes.',
    'Routes that comments declare (`@router`) are not read.',
  ],
  isCandidate: isGoCandidate,
  read: async (candidates, view) =>
    (await import('../go/read.js')).readGoRoutes('go-beego', candidates, view),
};
