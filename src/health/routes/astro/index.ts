import { isProductFile } from '../../../model/repository-view.js';
import type { RouteFramework } from '../../route-framework.js';

const candidate =
  /(^|\/)(package\.json|astro\.config\.[cm]?[jt]s|src\/middleware(\/index)?\.[cm]?[jt]s)$|(^|\/)pages\/.*\.([cm]?[jt]s|astro|mdx?|html)$/;

/** Source: https://docs.astro.build/en/guides/endpoints/ */
export const astro: RouteFramework = {
  name: 'astro',
  title: 'Astro',
  homepage: 'https://docs.astro.build/en/guides/endpoints/',
  languages: ['javascript', 'typescript'],
  recognition: [
    'In a project that depends on `astro`: the endpoints below `src/pages` with the methods that they export, and its pages.',
    'Files and folders that begin with `_` are none; `base` of astro.config is put before when it is written as a text.',
    'What `onRequest` of `src/middleware` surely touches before a health route.',
    'What else middleware, redirects and integrations do is not followed, so the list stays open.',
  ],
  isCandidate: (file) => isProductFile(file) && candidate.test(file.path),
  read: async (candidates, view) => {
    const { readFileRoutes } = await import('../file-routes/read.js');
    const { astroRouting } = await import('./routing.js');
    return readFileRoutes(astroRouting, candidates, view);
  },
};
