import type { FileHandling } from '../file-routes/handlers.js';
import type { FileRoute, FileRouting } from '../file-routes/read.js';
import { exportedMethods, exportedNames } from '../file-routes/exports.js';
import { bracketSegments } from '../file-routes/segments.js';
import { nodeCalling } from '../javascript/dialect.js';
import { nextMiddleware } from './middleware.js';
import { nextSurroundings } from './surroundings.js';

/** A route file exports a function for each method: `(request, context)`. */
const ofRoute: FileHandling = {
  calling: { roles: ['request', 'other'], returnsAnswer: true },
  exports: [''],
};
/** A file of `pages/api` exports one for all: `(request, response)`. */
const ofApi: FileHandling = { calling: nodeCalling, exports: ['default'] };

const isPrivate = (segment: string): boolean => segment.startsWith('_');

/** Next.js: the app router below `app`, the pages router below `pages`. */
export const nextRouting: FileRouting = {
  framework: 'next',
  dependency: /"next"/,
  configuration: /^next\.config\.[cm]?[jt]s$/,
  basePath: /\bbasePath\s*:/,
  open: 'rewrites, redirects and middleware of Next.js are not followed',
  surroundings: nextSurroundings,
  middleware: nextMiddleware,
  routeOf(path, { text }) {
    const parts = /^(?:src\/)?(app|pages)\/(?:(.*)\/)?([^/]+)\.(?:[cm]?[jt]sx?|mdx)$/.exec(path);
    if (!parts || /\.d$|\.(?:test|spec|stories)$/.test(parts[3] ?? '')) return undefined;
    const [, router, folders = '', name = ''] = parts;
    const segments = folders === '' ? [] : folders.split('/');
    return router === 'app' ? appRoute(segments, name, text) : pagesRoute(segments, name, text);
  },
};

function appRoute(segments: readonly string[], name: string, text: string): FileRoute | undefined {
  if (name !== 'route' && name !== 'page') return undefined;
  const path = bracketSegments(segments, isPrivate);
  // `(.)photo` and the like show a route in another place; they are none of their own.
  if (path === undefined || segments.some((segment) => /^\(\.{1,3}\)/.test(segment))) return undefined;
  const methods = name === 'page' ? (['GET'] as const) : exportedMethods(text);
  return methods.length > 0 ? { path, methods, ...(name === 'route' && { handling: ofRoute }) } : undefined;
}

function pagesRoute(segments: readonly string[], name: string, text: string): FileRoute | undefined {
  if (
    !exportedNames(text).has('default') ||
    (segments.length === 0 && /^(?:_app|_document|_error|404|500)$/.test(name))
  )
    return undefined;
  const path = bracketSegments(name === 'index' ? segments : [...segments, name], () => false);
  if (path === undefined) return undefined;
  return segments[0] === 'api' ? { path, methods: ['ANY'], handling: ofApi } : { path, methods: ['GET'] };
}
