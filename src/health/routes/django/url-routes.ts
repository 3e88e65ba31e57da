import type { HttpMethod } from '../../../model/endpoint.js';
import { lookUp } from '../../../syntax/python/attributes.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import type { PyPlace, PyValue } from '../../../syntax/python/values.js';
import type { LibraryHandler } from './library-urls.js';
import { libraryUrls } from './library-urls.js';
import { RestRouter } from './url-objects.js';
import { bareView } from './views.js';

/** A path in pieces; `null` stands for one that only run time knows. */
export type Pieces = readonly (string | null)[];

/** A route as the URLs have it, before its handler is looked at. */
export interface FoundRoute {
  readonly pieces: Pieces;
  readonly adjustable: boolean;
  readonly place: PyPlace;
  readonly view?: PyValue;
  /** Known already, for a set of views. */
  readonly methods?: readonly HttpMethod[];
  /** The method of a set of views that answers. */
  readonly action?: string;
  readonly library?: LibraryHandler;
  readonly conditions: readonly string[];
  readonly fromPackage: boolean;
}

/** What a walk through the URLs finds. */
export interface UrlWalk {
  readonly routes: FoundRoute[];
  readonly gaps: { readonly place: PyPlace; readonly reason: string }[];
  /** Modules of URLs that were entered. */
  readonly entered: Set<string>;
}

/** How a list of URLs is reached. */
export interface Way {
  readonly pieces: Pieces;
  readonly adjustable: boolean;
  readonly conditions: readonly string[];
  readonly open: readonly string[];
}

/** What only run time knows may be anything below its prefix; without one it keeps the inventory open. */
export function notKnown(walk: UrlWalk, way: Way, place: PyPlace, reason: string): void {
  if (isAtRoot(way) || way.pieces.includes(null)) walk.gaps.push({ place, reason });
  else add(walk, { ...way, pieces: [...way.pieces, '{*path}'] }, { place, fromPackage: false });
}

function isAtRoot({ pieces }: Way): boolean {
  return pieces.join('').replaceAll('/', '') === '';
}

/** The URLs of a package: what is known of it, else anything below its prefix. */
export function fromPackage(walk: UrlWalk, module: string, way: Way, place: PyPlace): void {
  const known = libraryUrls(module.replace(/\(\)/g, '').replace(/\.urlpatterns$/, ''));
  for (const { path, handler } of known ?? [])
    add(
      walk,
      { ...way, pieces: [...way.pieces, path] },
      { place, fromPackage: true, ...(handler && { library: handler, methods: ['GET'] }) },
    );
  if (known) return;
  if (isAtRoot(way))
    walk.gaps.push({ place, reason: `${module} is not in the repository, so that its URLs are not known` });
  else {
    add(walk, way, { place, fromPackage: true });
    add(walk, { ...way, pieces: [...way.pieces, '{*path}'] }, { place, fromPackage: true });
  }
}

/** Keeps a route. */
export function add(
  walk: UrlWalk,
  way: Way,
  route: Omit<FoundRoute, 'pieces' | 'adjustable' | 'conditions'> & {
    readonly conditions?: readonly string[];
  },
): void {
  const { view } = route;
  /** `path('x/', decorator(include(…)))` of packages: the list below is what counts. */
  const bare = view && bareView(view).view;
  if (bare?.kind === 'host' && bare.object instanceof RestRouter) return;
  walk.routes.push({
    ...route,
    pieces: way.pieces,
    adjustable: way.adjustable,
    conditions: [...way.conditions, ...(route.conditions ?? [])],
  });
}

/** A view by its dotted name, as Django took it before 1.10. */
export async function valueOf(
  machine: PythonMachine,
  file: string,
  dotted: string,
): Promise<PyValue | undefined> {
  const dot = dotted.lastIndexOf('.');
  const module = dot > 0 ? machine.program.modules.resolve(file, dotted.slice(0, dot), 0) : undefined;
  const scope =
    module?.file === undefined ? undefined : await machine.operations.moduleScope(machine, module.file);
  return scope && lookUp(machine, scope, dotted.slice(dot + 1));
}
