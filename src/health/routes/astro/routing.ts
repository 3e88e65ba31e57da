import type { FileHandling } from '../file-routes/handlers.js';
import type { FileRouting } from '../file-routes/read.js';
import { fileMiddleware, type MiddlewareFiles } from '../file-routes/middleware.js';
import { exportedMethods } from '../file-routes/exports.js';
import { bracketSegments } from '../file-routes/segments.js';

/** `export const GET: APIRoute = (context) => new Response(…)`. */
const ofEndpoint: FileHandling = {
  calling: { roles: ['other'], returnsAnswer: true },
  exports: ['', 'ALL'],
};

/** `onRequest` runs before each page and endpoint that is rendered (https://docs.astro.build/en/guides/middleware/). */
const beforeRoutes: MiddlewareFiles = {
  files: /^src\/middleware(?:\/index)?\.[cm]?[jt]s$/,
  exports: ['onRequest'],
  calling: { roles: ['other', 'next'], returnsAnswer: true },
  wrapper:
    /^astro:middleware (?:defineMiddleware|sequence)$|^astro\/middleware (?:defineMiddleware|sequence)$|^astro (?:middleware )?(?:defineMiddleware|sequence)$/,
};

/** Astro: `src/pages`; the name of an endpoint keeps the ending that it serves (`feed.xml.ts` is `/feed.xml`). */
export const astroRouting: FileRouting = {
  framework: 'astro',
  dependency: /"astro"/,
  configuration: /^astro\.config\.[cm]?[jt]s$/,
  basePath: /\bbase\s*:/,
  open: 'middleware, redirects and integrations of Astro are not followed',
  middleware: (application, handlers, candidates) =>
    fileMiddleware(beforeRoutes, application, candidates, handlers),
  routeOf(path, { text }) {
    const parts = /^src\/pages\/(.*)\.([cm]?[jt]s|astro|mdx?|html)$/.exec(path);
    if (!parts) return undefined;
    const [, file = '', ending = ''] = parts;
    const segments = file.split('/');
    if (segments.at(-1) === 'index') segments.pop();
    const route = bracketSegments(segments, (segment) => segment.startsWith('_'));
    const methods = /[jt]s$/.test(ending) ? exportedMethods(text) : (['GET'] as const);
    if (route === undefined || methods.length === 0) return undefined;
    return { path: route, methods, ...(/[jt]s$/.test(ending) && { handling: ofEndpoint }) };
  },
};
