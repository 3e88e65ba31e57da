import type { Handler, Route, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { compareSpans, compareText } from '../../../model/source-span.js';
import { interpretPython } from '../../../syntax/python/interpreter.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import { PythonProgram } from '../../../syntax/python/program.js';
import type { PyPlace, PyValue } from '../../../syntax/python/values.js';
import type { RouteReading } from '../../route-framework.js';
import { waysTo } from './full-paths.js';
import { describeHandler } from './handlers.js';
import { WebHost } from './host.js';
import { middlewareRoutes } from './answering-middleware.js';
import { guardsOfRoute } from './guards.js';
import { TouchedBefore } from './touched-before.js';
import { httpServerRoutes, mayServeHttp } from './http-server.js';
import { routesOf } from './produce.js';
import type { PythonRouteFramework, Registration, Router } from './router.js';
import { isPythonCandidate } from './candidates.js';

const mentions =
  /\b(?:fastapi|starlette|flask|quart|apiflask|APIRouter|Blueprint|aiohttp\.web|aiohttp[ \t]+import[ \t(]+[^\n]*\bweb\b|tornado|sanic|litestar|falcon|bottle)/;
const registers =
  /^[ \t]*@[\w.]{1,100}\.(?:get|post|put|patch|delete|head|options|route|api_route)\(|\.(?:include_router|register_blueprint|add_url_rule|add_api_route|add_resource)\(/m;
/** What Django's reader begins with. */
const djangoUrls = /^[ \t]*urlpatterns\b/m;
const djangoSettings = /\bROOT_URLCONF\b|DJANGO_SETTINGS_MODULE/;
const anyFramework =
  /^[ \t]*(?:from|import)[ \t]+(?:fastapi|starlette|flask|quart|apiflask|flask_\w+|aiohttp|tornado|sanic|litestar|falcon|bottle)\b/m;

/** One reading serves both frameworks: their applications are mounted in each other. Kept as long as its view. */
const readings = new WeakMap<
  RepositoryView,
  { readonly key: string; readonly reading: Promise<RouteReading> }
>();

/** The routes, gaps and skips of one framework. */
export async function readPythonRoutes(
  framework: PythonRouteFramework,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const paths = candidates
    .filter(isPythonCandidate)
    .map((file) => file.path)
    .toSorted(compareText);
  const key = paths.join('\0');
  let kept = readings.get(view);
  if (kept?.key !== key) {
    kept = { key, reading: readAll(paths, view) };
    readings.set(view, kept);
  }
  const { routes, gaps, skipped } = await kept.reading;
  const own = routes.filter((route) => route.framework === framework);
  /** A broken file is named once: by the first framework that the repository has. */
  const names = routes.map((route) => route.framework).toSorted(compareText)[0] ?? 'flask';
  return {
    routes: own,
    gaps: gaps.filter((gap) => gap.framework === framework),
    skipped: framework === names ? skipped : [],
  };
}

async function readAll(paths: readonly string[], view: RepositoryView): Promise<RouteReading> {
  const program = new PythonProgram(view);
  const entries: string[] = [];
  const django: { readonly settings: string[]; readonly urls: string[] } = { settings: [], urls: [] };
  const servers: string[] = [];
  let known = false;
  for (const path of paths) {
    const text = (await view.read(path))?.text ?? '';
    known ||= anyFramework.test(text);
    if (mentions.test(text) || registers.test(text)) entries.push(path);
    if (mayServeHttp(text)) servers.push(path);
    if (djangoUrls.test(text)) django.urls.push(path);
    if (djangoSettings.test(text)) django.settings.push(path);
  }
  const collected =
    known || servers.length > 0
      ? await readRouters(program, known ? entries : [], servers)
      : { routes: [], gaps: [] };
  const urls =
    django.urls.length > 0
      ? await (await import('../django/read-django.js')).readDjango(program, django, view)
      : { routes: [], gaps: [] };
  const gaps = [...collected.gaps, ...urls.gaps];
  return {
    routes: sortedRoutes([...collected.routes, ...urls.routes]),
    gaps: unique(gaps.toSorted((a, b) => compareSpans(a.span, b.span) || compareText(a.reason, b.reason))),
    skipped: program.skipped,
  };
}

/** The frameworks whose applications collect routes call by call. */
async function readRouters(
  program: PythonProgram,
  entries: readonly string[],
  servers: readonly string[],
): Promise<Pick<RouteReading, 'routes' | 'gaps'>> {
  const host = new WebHost();
  const machine = await interpretPython(program, host, entries);
  host.finish(machine);
  const routes = [
    ...(await produce(machine, host)),
    ...(await middlewareRoutes(machine, host.inventory.middleware)),
    ...(await httpServerRoutes(machine, servers)),
  ];
  const gaps: RouteGap[] = [];
  for (const { place, ...gap } of host.inventory.gaps)
    gaps.push({ ...gap, span: await spanAt(machine, place) });
  const [first] = entries;
  if (machine.exhausted && first !== undefined)
    for (const framework of new Set(host.inventory.routers.map((router) => router.framework)))
      gaps.push({
        framework,
        span: await spanAt(machine, { file: first, start: 0, end: 0 }),
        reason: 'the program is too large to follow all of it',
      });
  return { routes, gaps };
}

async function spanAt(machine: PythonMachine, place: PyPlace): Promise<SourceSpan> {
  const source = (await machine.program.file(place.file))?.source;
  return (
    source?.span(place.start, place.end) ?? { file: place.file, line: 1, column: 1, endLine: 1, endColumn: 1 }
  );
}

const maxRoutes = 20_000;

async function produce(machine: PythonMachine, host: WebHost): Promise<Route[]> {
  const routes: Route[] = [];
  /** Handlers are looked at after the evaluation, with a budget of their own. */
  machine.steps = 0;
  const described = new Map<Registration, Handler | undefined>();
  const before = new TouchedBefore(machine);
  for (const router of host.inventory.routers) {
    if (router.registrations.length === 0) continue;
    const ways = waysTo(router);
    for (const registration of router.registrations) {
      const span = await spanAt(machine, registration.place);
      for (const way of ways) {
        if (routes.length >= maxRoutes) return routes;
        if (!described.has(registration))
          described.set(registration, await handlerOf(machine, router, registration));
        const guards = await guardsOfRoute(machine, way.guards, registration, [router.dependencies]);
        const touched = await before.of([...way.hooks, ...ownHooks(router, registration)], router.framework);
        const found = routesOf(router, registration, way, span, described.get(registration), guards, touched);
        if (found.length === 0)
          host.inventory.gap(
            router.framework,
            registration.place,
            'the path of this route is not known before run time',
          );
        routes.push(...found);
        if (found.some((one) => !one.pathComplete) && way.complete)
          host.inventory.gap(
            router.framework,
            registration.place,
            'a part of the path of this route is not known before run time',
          );
      }
    }
  }
  return routes;
}

/** A handler of Tornado is a class with a `prepare` of its own or of a class above. */
function ownHooks({ framework }: Router, { handler }: Registration): readonly PyValue[] {
  return framework === 'tornado' && handler ? [handler] : [];
}

async function handlerOf(
  machine: PythonMachine,
  router: Router,
  registration: Registration,
): Promise<Handler | undefined> {
  return describeHandler(machine, registration.handler, [registration.dependencies, router.dependencies]);
}

/** Of several ways to one path the one counts that says most: a whole path before one without beginning, no condition before one. */
function sortedRoutes(routes: readonly Route[]): readonly Route[] {
  const seen = new Set<string>();
  const complete = new Set(
    routes.flatMap((one) =>
      one.pathComplete
        ? [JSON.stringify([one.span, one.method]), JSON.stringify([one.framework, one.path, one.method])]
        : [],
    ),
  );
  return routes
    .toSorted(
      (a, b) =>
        compareSpans(a.span, b.span) ||
        compareText(a.path, b.path) ||
        compareText(a.method, b.method) ||
        Number(b.pathComplete) - Number(a.pathComplete) ||
        compareText(a.condition ?? '', b.condition ?? '') ||
        compareText(a.confidence, b.confidence),
    )
    .filter((route) => {
      const isKnownWhole =
        complete.has(JSON.stringify([route.span, route.method])) ||
        complete.has(JSON.stringify([route.framework, route.path, route.method]));
      if (!route.pathComplete && isKnownWhole) return false;
      const key = JSON.stringify([route.framework, route.span, route.path, route.method]);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

function unique(gaps: readonly RouteGap[]): readonly RouteGap[] {
  const seen = new Set<string>();
  return gaps.filter((gap) => {
    const key = JSON.stringify(gap);
    return seen.has(key) ? false : Boolean(seen.add(key));
  });
}
