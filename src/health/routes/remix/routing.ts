import type { HttpMethod } from '../../../model/endpoint.js';
import type { FileHandling } from '../file-routes/handlers.js';
import type { FileRouting } from '../file-routes/read.js';
import { exportedNames } from '../file-routes/exports.js';

/** `export const loader = ({ request }) => …`: what it returns is the answer, or the data of a page. */
const ofLoader: FileHandling = { calling: { roles: ['other'], returnsAnswer: true }, exports: ['loader'] };

/** Remix’s flat routes, which React Router took over as `flatRoutes`. */
export const remixRouting: FileRouting = {
  framework: 'remix',
  dependency:
    /"(?:@remix-run\/(?:node|serve|express|react|dev|cloudflare)|@react-router\/(?:dev|node|serve|express))"/,
  configuration: /^(?:react-router|vite|remix)\.config\.[cm]?[jt]s$/,
  basePath: /\bbasename\s*:/,
  listing: { file: 'app/routes.ts', unless: /\bflatRoutes\s*\(/ },
  open: 'routes that the configuration lists are not followed',
  routeOf(path, { text }) {
    // Folders that end with `+` are those of remix-flat-routes: `api+/health.ts` is `api.health.ts`.
    const flat = path.replaceAll('+/', '.');
    const parts = /^app\/routes\/([^/]+?)(?:\/(?:route|index))?\.[jt]sx?$/.exec(flat);
    const route = parts && flatPath(parts[1] ?? '');
    if (route === undefined || route === null || /\.(?:test|spec)$/.test(parts?.[1] ?? '')) return undefined;
    const names = exportedNames(text);
    const methods: HttpMethod[] = [];
    if (names.has('loader') || names.has('default')) methods.push('GET');
    // An action answers every method that sends something.
    if (names.has('action')) methods.push('POST', 'PUT', 'PATCH', 'DELETE');
    return methods.length > 0 ? { path: route, methods, handling: ofLoader } : undefined;
  },
};

/** `_auth.users.$id_.edit` → `/users/{id}/edit`. */
function flatPath(name: string): string | undefined {
  const escaped: string[] = [];
  const marked = name.replaceAll(/\[([^\]]*)\]/g, (_, text: string) => `\0${escaped.push(text) - 1}\0`);
  const segments = marked.split('.').flatMap((written) => {
    const segment = written.replace(/^\((.*)\)$/, '$1').replace(/_$/, '');
    if (segment.startsWith('_') || segment === 'index') return [];
    if (segment === '$') return ['{*path}'];
    return [segment.replace(/^\$(.+)$/, '{$1}')];
  });
  return `/${segments.join('/')}`.replaceAll(
    /\0(\d+)\0/g,
    (_, index: string) => escaped[Number(index)] ?? '',
  );
}
