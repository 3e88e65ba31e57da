import type { FileHandling } from '../file-routes/handlers.js';
import type { FileRouting } from '../file-routes/read.js';
import { fileMiddleware, type MiddlewareFiles } from '../file-routes/middleware.js';
import { exportedMethods } from '../file-routes/exports.js';
import { bracketSegments } from '../file-routes/segments.js';

/** `export const GET = ({ locals }) => json(…)`. */
const ofServer: FileHandling = {
  calling: { roles: ['other'], returnsAnswer: true },
  exports: ['', 'fallback'],
};

/** `handle` runs for every request that no file answers; `sequence` runs its handlers one in the other (https://svelte.dev/docs/kit/hooks). */
const beforeRoutes: MiddlewareFiles = {
  files: /^src\/hooks\.server(?:\/index)?\.[cm]?[jt]s$/,
  exports: ['handle'],
  calling: { roles: ['other'], returnsAnswer: true },
  wrapper: /^@sveltejs\/kit\/hooks sequence$|^@sveltejs\/kit (?:hooks )?sequence$/,
};

/** SvelteKit: `src/routes`, each folder a segment. */
export const sveltekitRouting: FileRouting = {
  framework: 'sveltekit',
  dependency: /"@sveltejs\/kit"/,
  configuration: /^svelte\.config\.[cm]?[jt]s$/,
  basePath: /\bbase\s*:/,
  open: 'hooks of SvelteKit are not followed',
  middleware: (application, handlers, candidates) =>
    fileMiddleware(beforeRoutes, application, candidates, handlers),
  routeOf(path, { text }) {
    const parts = /^src\/routes\/(?:(.*)\/)?\+(server|page)(?:@[\w()-]*)?\.(?:[jt]s|svelte)$/.exec(path);
    if (!parts) return undefined;
    const [, folders = '', kind] = parts;
    const route = bracketSegments(folders === '' ? [] : folders.split('/'), () => false);
    const methods =
      kind === 'page' ? (path.endsWith('.svelte') ? (['GET'] as const) : []) : exportedMethods(text);
    if (route === undefined || methods.length === 0) return undefined;
    return { path: route, methods, ...(kind === 'server' && { handling: ofServer }) };
  },
};
