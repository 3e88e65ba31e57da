import type { Route, Touch } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { optionsOf, type Value } from '../../../syntax/javascript/evaluate/value.js';
import { isOfInterest } from '../../interest.js';
import type { Calling } from '../javascript/dialect.js';
import { distinctTouches } from '../javascript/handler-facts.js';
import type { FileHandlers } from './handlers.js';
import type { FileApplication } from './read.js';

/** Code of an application whose routes are files that requests pass before a route. */
export interface FileMiddleware {
  readonly values: readonly Value[];
  readonly calling: Calling;
  /** Whether a request for a path surely passes it; every request does when it does not tell. */
  readonly covers?: (path: string) => boolean;
}

/** Where a framework keeps its middleware. */
export interface MiddlewareFiles {
  /** Paths below the application's directory. */
  readonly files: RegExp;
  /** The names under which a file exports it. */
  readonly exports: readonly string[];
  readonly calling: Calling;
  /** Functions of packages that are given handlers and surely run each of them: `sequence(a, b)`, `defineMiddleware(handler)`. */
  readonly wrapper: RegExp;
}

/** The middleware of an application, in the order of its files' names. */
export async function fileMiddleware(
  { calling, exports, files, wrapper }: MiddlewareFiles,
  { directory }: FileApplication,
  candidates: readonly RepositoryFile[],
  handlers: FileHandlers,
): Promise<readonly FileMiddleware[]> {
  const found: FileMiddleware[] = [];
  for (const { path } of candidates) {
    const below = belowDirectory(path, directory);
    if (below === undefined || !files.test(below)) continue;
    for (const name of exports) {
      const value = await handlers.value(path, name);
      const values = value === undefined ? [] : runValues(value, wrapper);
      if (values.length > 0) found.push({ values, calling });
    }
  }
  return found;
}

function belowDirectory(path: string, directory: string): string | undefined {
  if (directory === '.') return path;
  return path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : undefined;
}

/**
 * The functions that surely run when a value is called: itself, or what a known wrapper was given. Other packages may run what they are
 * given for some requests only (`withAuth(handler)` of next-auth: for those who are signed in).
 */
export function runValues(value: Value, wrapper: RegExp, depth = 0): readonly Value[] {
  const [only, ...others] = optionsOf(value);
  if (!only || others.length > 0 || depth > 4) return [];
  if (only.kind === 'function') return [only];
  if (only.kind !== 'external' || only.path.at(-1) !== '()') return [];
  const name = [only.package, ...only.path.slice(0, -1)].join(' ').trim();
  return wrapper.test(name)
    ? (only.given ?? []).flatMap((given) => runValues(given, wrapper, depth + 1))
    : [];
}

/** Routes with what the middleware before them touches; only of those that have to do with health. */
export async function withMiddleware(
  routes: readonly Route[],
  middleware: readonly FileMiddleware[],
  handlers: FileHandlers,
  view: RepositoryView,
): Promise<readonly Route[]> {
  if (middleware.length === 0) return routes;
  const found: Route[] = [];
  for (const route of routes) {
    const touched = isOfInterest(route.path, view) ? await touchesBefore(route, middleware, handlers) : [];
    found.push(touched.length > 0 ? { ...route, touchedBefore: touched } : route);
  }
  return found;
}

async function touchesBefore(
  { path }: Route,
  middleware: readonly FileMiddleware[],
  handlers: FileHandlers,
): Promise<readonly Touch[]> {
  const touched: Touch[] = [];
  for (const { calling, covers, values } of middleware)
    if (covers?.(path) ?? true)
      for (const value of values) touched.push(...(await handlers.middleware(value, calling)));
  return distinctTouches(touched);
}
