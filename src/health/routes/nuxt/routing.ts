import { httpMethods } from '../../http-methods.js';
import type { FileHandling } from '../file-routes/handlers.js';
import type { FileRouting } from '../file-routes/read.js';
import { fileMiddleware, type MiddlewareFiles } from '../file-routes/middleware.js';
import { exportedNames } from '../file-routes/exports.js';
import { bracketSegments } from '../file-routes/segments.js';

/** `export default defineEventHandler((event) => …)`. */
const ofEvent: FileHandling = { calling: { roles: ['other'], returnsAnswer: true }, exports: ['default'] };

/** Each file of `server/middleware` runs for every request, in the order of their names (https://nuxt.com/docs/guide/directory-structure/server). */
const beforeRoutes: MiddlewareFiles = {
  files: /^server\/middleware\/.*\.[cm]?[jt]s$/,
  exports: ['default'],
  calling: ofEvent.calling,
  wrapper: /(?:^| )(?:defineEventHandler|eventHandler|defineHandler|fromNodeMiddleware)$/,
};

/** Nuxt’s server is Nitro: `server/api` and `server/routes`; its pages are `pages` and, from Nuxt 4 on, `app/pages`. */
export const nuxtRouting: FileRouting = {
  framework: 'nuxt',
  dependency: /"(?:nuxt|nuxt3|nuxt-nightly|nitropack|nitro)"/,
  configuration: /^(?:nuxt|nitro)\.config\.[cm]?[jt]s$/,
  basePath: /\bbaseURL\s*:/,
  open: 'middleware, route rules and modules of Nuxt are not followed',
  middleware: (application, handlers, candidates) =>
    fileMiddleware(beforeRoutes, application, candidates, handlers),
  routeOf(path, { text }) {
    const page = /^(?:app\/|src\/)?pages\/(.*)\.vue$/.exec(path);
    if (page) return { path: routePath('', page[1] ?? ''), methods: ['GET'] };
    const parts =
      /^server\/(api|routes)\/(.*?)(?:\.(get|head|post|put|patch|delete|options))?\.[cm]?[jt]s$/.exec(path);
    if (!parts || !exportedNames(text).has('default')) return undefined;
    const [, root, file = '', method = ''] = parts;
    return {
      path: routePath(root === 'api' ? '/api' : '', file),
      methods: [httpMethods.get(method) ?? 'ANY'],
      handling: ofEvent,
    };
  },
};

function routePath(prefix: string, file: string): string {
  const segments = file.split('/');
  if (segments.at(-1) === 'index') segments.pop();
  return prefix + (bracketSegments(segments, () => false) ?? '/');
}
