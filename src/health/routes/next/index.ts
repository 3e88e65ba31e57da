import { isProductFile } from '../../../model/repository-view.js';
import type { RouteFramework } from '../../route-framework.js';

const candidate =
  /(^|\/)(package\.json|(next\.config|middleware|proxy|server|custom-server)\.[cm]?[jt]s)$|(^|\/)(app|pages)\/.*\.([cm]?[jt]sx?|mdx)$/;

/** Source: https://nextjs.org/docs/app/building-your-application/routing/route-handlers */
export const next: RouteFramework = {
  name: 'next',
  title: 'Next.js',
  homepage: 'https://nextjs.org/docs/app/building-your-application/routing/route-handlers',
  languages: ['javascript', 'typescript'],
  recognition: [
    'In a project that depends on `next`: `route` files of the app router with the methods that they export, its pages, and the files of `pages` and `pages/api`, at the root or below `src`.',
    'Route groups `(x)` and slots `@x` vanish from the path, folders that begin with `_` are private; `basePath` of next.config is put before.',
    '`rewrites` of next.config are routes as well, with the handler of the route that they lead to.',
    'What the functions of route files and of `pages/api` touch, where the path has to do with health.',
    'Guards: the middleware of next-auth, on the paths of its matcher.',
    'What the functions of `middleware` or `proxy` surely touch before a health route that its matcher covers; patterns that look ahead are compared by their alternatives.',
    'The list is closed when the configuration can be read, redirects nobody, and there is neither middleware nor a server of the project.',
  ],
  isCandidate: (file) => isProductFile(file) && candidate.test(file.path),
  read: async (candidates, view) => {
    const { readFileRoutes } = await import('../file-routes/read.js');
    const { nextRouting } = await import('./routing.js');
    return readFileRoutes(nextRouting, candidates, view);
  },
};
