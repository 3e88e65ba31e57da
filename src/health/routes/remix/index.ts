import { isProductFile } from '../../../model/repository-view.js';
import type { RouteFramework } from '../../route-framework.js';

const candidate =
  /(^|\/)(package\.json|(react-router|vite|remix)\.config\.[cm]?[jt]s)$|(^|\/)app\/(routes\/.*\.[jt]sx?|routes\.[jt]s)$/;

/** Source: https://remix.run/docs/en/main/file-conventions/routes */
export const remix: RouteFramework = {
  name: 'remix',
  title: 'Remix and React Router',
  homepage: 'https://remix.run/docs/en/main/file-conventions/routes',
  languages: ['javascript', 'typescript'],
  recognition: [
    'In a project that depends on Remix or `@react-router/dev`: the flat files and folders of `app/routes`; a `loader` or a component answers GET, an `action` the other methods.',
    'Dots are slashes, `$x` is a parameter, `_x` vanishes, `[.]` is a dot; `basename` is put before when it is written as a text.',
    'Where `app/routes.ts` lists the routes by itself, the files of `app/routes` are not taken for routes.',
  ],
  isCandidate: (file) => isProductFile(file) && candidate.test(file.path),
  read: async (candidates, view) => {
    const { readFileRoutes } = await import('../file-routes/read.js');
    const { remixRouting } = await import('./routing.js');
    return readFileRoutes(remixRouting, candidates, view);
  },
};
