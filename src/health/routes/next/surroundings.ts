import { dirname, join } from 'node:path/posix';
import type { Route, RouteGuard } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import type { FileHandlers } from '../file-routes/handlers.js';
import type { FileApplication, FileSurroundings } from '../file-routes/read.js';
import { matcherCovers } from './matcher.js';
import { middlewareFile } from './middleware.js';
import { readConfiguration, rewrittenRoutes } from './rewrites.js';

/** Keys of next.config with which routes come to be elsewhere than the files say. */
const rerouting = ['pageExtensions', 'i18n', 'exportPathMap'];

/**
 * What beside its files decides on the routes of an application of Next.js: rewrites add routes, middleware may stand before them. The list
 * is closed when the configuration could be read to its end, sends nobody elsewhere, and there is neither middleware nor a server of its own.
 */
export async function nextSurroundings(
  application: FileApplication,
  routes: readonly Route[],
  handlers: FileHandlers,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<FileSurroundings> {
  const below = (path: string): string => join(application.directory, path);
  const file = (pattern: RegExp): RepositoryFile | undefined =>
    candidates.find(
      ({ path }) =>
        pattern.test(path.split('/').at(-1) ?? '') &&
        (dirname(path) === application.directory || dirname(path) === below('src')),
    );
  const middleware = middlewareFile(application, candidates);
  const server = file(/^(?:server|custom-server)\.[cm]?[jt]s$/);
  const configuration =
    application.configuration === undefined
      ? undefined
      : await readConfiguration(application.configuration, handlers);
  const added = configuration ? rewrittenRoutes(configuration, application.base, routes) : [];
  const source = middleware && (await view.read(middleware.path));
  const guarded = source ? withGuards([...routes, ...added], source) : [...routes, ...added];
  const isRerouted = rerouting.some((key) => configuration?.keys.has(key));
  const reasons = [
    ...(configuration?.isOpen ? ['rewrites or redirects of next.config are only known at run time'] : []),
    ...(isRerouted ? ['languages and endings of next.config are not followed'] : []),
    ...(middleware ? ['middleware of Next.js may answer as well'] : []),
    ...(server ? ['a server of its own may answer as well'] : []),
  ];
  return { routes: guarded, open: reasons.length > 0 ? reasons.join('; ') : undefined };
}

const ofNextAuth = /^[ \t]*export\s*\{\s*default\s*(?:,[^}]*)?\}\s*from\s*['"]next-auth\/middleware['"]/m;
const matcherKey = /\bmatcher\s*:\s*(\[[^\]]{0,2000}\]|['"][^'"\n]*['"])/;

/** The middleware of next-auth sends everybody away who is not signed in, on the paths of its matcher. */
function withGuards(routes: readonly Route[], source: SourceText): Route[] {
  const found = ofNextAuth.exec(source.text);
  if (!found) return [...routes];
  const guard: RouteGuard = {
    kind: 'authentication',
    span: source.span(found.index, found.index + found[0].length),
    text: found[0].trim(),
  };
  const written = matcherKey.exec(source.text)?.[1];
  const patterns =
    written === undefined
      ? undefined
      : [...written.matchAll(/['"]([^'"\n]+)['"]/g)].map(([, one = '']) => one);
  return routes.map((route) =>
    (patterns?.some((pattern) => matcherCovers(pattern.replaceAll('\\\\', '\\'), route.path)) ?? true)
      ? { ...route, guards: [...(route.guards ?? []), guard] }
      : route,
  );
}
