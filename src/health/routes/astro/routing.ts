import type { FileRouting } from '../file-routes/read.js';
import { exportedMethods } from '../file-routes/exports.js';
import { bracketSegments } from '../file-routes/segments.js';

/** Astro: `src/pages`; the name of an endpoint keeps the ending that it serves (`feed.xml.ts` is `/feed.xml`). */
export const astroRouting: FileRouting = {
  framework: 'astro',
  dependency: /"astro"/,
  configuration: /^astro\.config\.[cm]?[jt]s$/,
  basePath: /\bbase\s*:/,
  open: 'middleware, redirects and integrations of Astro are not followed',
  routeOf(path, { text }) {
    const parts = /^src\/pages\/(.*)\.([cm]?[jt]s|astro|mdx?|html)$/.exec(path);
    if (!parts) return undefined;
    const [, file = '', ending = ''] = parts;
    const segments = file.split('/');
    if (segments.at(-1) === 'index') segments.pop();
    const route = bracketSegments(segments, (segment) => segment.startsWith('_'));
    const methods = /[jt]s$/.test(ending) ? exportedMethods(text) : (['GET'] as const);
    return route === undefined || methods.length === 0 ? undefined : { path: route, methods };
  },
};
