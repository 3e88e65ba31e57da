import { isProductFile } from '../../../model/repository-view.js';
import type { RouteFramework } from '../../route-framework.js';

const candidate =
  /(^|\/)(package\.json|svelte\.config\.[cm]?[jt]s|src\/hooks\.server(\/index)?\.[cm]?[jt]s)$|(^|\/)routes\/(.*\/)?\+(server|page)[\w.@-]*\.([cm]?[jt]s|svelte)$/;

/** Source: https://svelte.dev/docs/kit/routing */
export const sveltekit: RouteFramework = {
  name: 'sveltekit',
  title: 'SvelteKit',
  homepage: 'https://svelte.dev/docs/kit/routing',
  languages: ['javascript', 'typescript'],
  recognition: [
    'In a project that depends on `@sveltejs/kit`: `+server` files below `src/routes` with the methods that they export, and `+page` files.',
    'Groups `(x)` vanish from the path; `paths.base` of svelte.config is put before when it is written as a text.',
    'What `handle` of `hooks.server` surely touches before a health route.',
    'What else hooks do is not followed, so the list stays open.',
  ],
  isCandidate: (file) => isProductFile(file) && candidate.test(file.path),
  read: async (candidates, view) => {
    const { readFileRoutes } = await import('../file-routes/read.js');
    const { sveltekitRouting } = await import('./routing.js');
    return readFileRoutes(sveltekitRouting, candidates, view);
  },
};
