import { isProductFile } from '../../../model/repository-view.js';
import type { RouteFramework } from '../../route-framework.js';

const candidate =
  /(^|\/)(package\.json|(nuxt|nitro)\.config\.[cm]?[jt]s)$|(^|\/)(server\/(api|routes|middleware)|pages)\/.*\.([cm]?[jt]sx?|vue)$/;

/** Source: https://nitro.build/guide/routing */
export const nuxt: RouteFramework = {
  name: 'nuxt',
  title: 'Nuxt and Nitro',
  homepage: 'https://nitro.build/guide/routing',
  languages: ['javascript', 'typescript'],
  recognition: [
    'In a project that depends on `nuxt`, `nitropack` or `nitro`: the files of `server/api` and `server/routes`, with the method in the name (`health.get.ts`), and the pages of `pages` and `app/pages`.',
    '`app.baseURL` is put before when it is written as a text.',
    'What the files of `server/middleware` surely touch before a health route.',
    'What else middleware, route rules and modules do is not followed, so the list stays open.',
  ],
  isCandidate: (file) => isProductFile(file) && candidate.test(file.path),
  read: async (candidates, view) => {
    const { readFileRoutes } = await import('../file-routes/read.js');
    const { nuxtRouting } = await import('./routing.js');
    return readFileRoutes(nuxtRouting, candidates, view);
  },
};
