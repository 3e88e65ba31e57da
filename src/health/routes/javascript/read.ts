import type { Handler, Route, RouteGuard, Touch } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { compareSpans, compareText, type SourceSpan } from '../../../model/source-span.js';
import { Interpreter } from '../../../syntax/javascript/evaluate/interpreter.js';
import { JavaScriptProject } from '../../../syntax/javascript/project.js';
import type { RouteReading } from '../../route-framework.js';
import { dialects } from './dialects.js';
import { distinctTouches, HandlerReader } from './handler-facts.js';
import { emptyMounts, mountedRoutes, type MountedRoute } from './inventory.js';
import { ProgramHost } from './program-host.js';
import { ProgramRoutes, type StandaloneRoute } from './program-routes.js';
import { findReach, type Reach } from './reach.js';
import type { Middleware, Registration } from './router.js';
import { Unentered } from './unentered.js';

/** Steps for one function that is run for itself. */
const runSteps = 300_000;
/** Steps for what a framework puts together at the end: all decorators of a repository. */
const finishSteps = 5_000_000;
/** Functions that are run for themselves; beyond this a repository is no program. */
const unenteredLimit = 5_000;

/** All that the frameworks of these programs serve in a repository, read once for all of them. */
const readings = new WeakMap<RepositoryView, Promise<RouteReading>>();

/**
 * Reads the routes of one framework. The programs of a repository are evaluated once, whichever of the frameworks asks first; the
 * candidates of all of them are the same.
 */
export async function readFramework(
  framework: string,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  let reading = readings.get(view);
  if (reading === undefined) {
    reading = readPrograms(candidates, view);
    readings.set(view, reading);
  }
  const { gaps, routes, skipped } = await reading;
  return {
    routes: routes.filter((route) => route.framework === framework),
    gaps: gaps.filter((gap) => gap.framework === framework),
    // What was skipped is of no framework; the first of them tells it.
    skipped: framework === dialects[0]?.framework ? skipped : [],
  };
}

async function readPrograms(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const project = new JavaScriptProject(view);
  const reach = await findReach(dialects, candidates, view, project);
  const routes = new ProgramRoutes(view);
  const skipped: Skipped[] = reach.generated.map((file) => ({
    file,
    reason: 'too-large',
    detail: 'minified or generated output, its routes were not read',
  }));
  if (reach.roots.length === 0) return { routes: [], gaps: [], skipped };
  const unentered = new Unentered(routes, reach);
  const host = new ProgramHost(dialects, routes, reach, unentered);
  const interpreter = new Interpreter(project, host);
  host.attach(interpreter);
  skipped.push(...(await evaluatePrograms(reach, interpreter, unentered)));
  host.isFinishing = true;
  for (const dialect of dialects)
    await interpreter.within(finishSteps, async () => dialect.finish?.(routes, interpreter));
  for (const { router, span } of emptyMounts(routes.routers))
    routes.gap(router.dialect, span, 'the router that is mounted here is known by its type only');
  const found = await listed(routes, new HandlerReader(interpreter));
  for (const file of interpreter.unfinished)
    for (const framework of new Set(found.map((route) => route.framework)))
      routes.gaps.push({
        framework,
        span: firstLine(file),
        reason: 'the top level of this file does too much to be followed to the end',
      });
  return {
    routes: found.toSorted(compareRoutes),
    gaps: distinctGaps(routes),
    skipped: distinctSkipped(skipped),
  };
}

/** The routes of all routers with their prefixes, and those beside them, with what is known of their handlers. */
async function listed(routes: ProgramRoutes, handlers: HandlerReader): Promise<Route[]> {
  const inventory = mountedRoutes(routes.routers, routes.calledWithRouter);
  for (const router of inventory.truncatedAt)
    if (router.origin)
      routes.gap(
        router.dialect,
        router.origin,
        'routers are mounted in each other too often for all routes to be listed',
      );
  const found: Route[] = [];
  const read = async (route: MountedRoute): Promise<Route> =>
    asRoute(route, await handlerOf(route, handlers), await touchedBefore(route, handlers));
  for (const route of inventory.routes) found.push(await read(route));
  for (const one of routes.standalone) {
    found.push({
      ...(await read(standalone(one))),
      ...(one.port !== undefined && { port: one.port }),
    });
  }
  return found;
}

async function evaluatePrograms(
  { roots }: Reach,
  interpreter: Interpreter,
  unentered: Unentered,
): Promise<Skipped[]> {
  const skipped: Skipped[] = [];
  for (const path of roots) {
    const instance = await interpreter.within(1, () => interpreter.module(path));
    if (instance?.module.flaw) skipped.push({ file: path, ...instance.module.flaw });
  }
  let runs = 0;
  for (const run of unentered.pending(interpreter)) {
    runs += 1;
    if (runs > unenteredLimit) break;
    await interpreter.within(runSteps, run);
  }
  return skipped;
}

function firstLine(file: string): SourceSpan {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}

async function handlerOf(
  { calling, registration }: MountedRoute,
  handlers: HandlerReader,
): Promise<Handler | undefined> {
  const { answer } = registration;
  const read = await handlers.read(registration.handlers, calling);
  if (answer === undefined) return read;
  return {
    ...(read ?? { name: answer.name, touches: [] }),
    ...(answer.canFail !== undefined && { canFail: answer.canFail }),
    ...(read && answer.canFail && { constant: false }),
  };
}

/** What the middleware before a route surely touches, its own and that of its routers. */
async function touchedBefore(
  { calling, middleware, registration }: MountedRoute,
  handlers: HandlerReader,
): Promise<readonly Touch[]> {
  const own = registration.handlers.slice(0, -1).map((value): Middleware => ({ value, calling }));
  const found: Touch[] = [];
  for (const one of [...middleware, ...own].slice(0, 60))
    found.push(...(one.touches ?? (await handlers.middleware(one.value, one.calling))));
  return distinctTouches(found);
}

function standalone({ framework, pathComplete, registration }: StandaloneRoute): MountedRoute {
  const { calling, certainty, conditions, guards, method, path }: Registration = registration;
  return {
    registration,
    framework: framework.framework,
    calling: calling ?? framework.calling,
    method,
    path: path.text,
    pathComplete: pathComplete ?? true,
    conditions,
    guards: guards ?? [],
    middleware: registration.middleware ?? [],
    confidence: certainty === 'guess' ? 'low' : certainty === 'certain' ? 'high' : 'medium',
  };
}

function asRoute(route: MountedRoute, handler: Handler | undefined, touched: readonly Touch[]): Route {
  const guards = distinctGuards(route.guards);
  return {
    framework: route.framework,
    method: route.method,
    path: route.path,
    pathComplete: route.pathComplete,
    span: route.registration.span,
    servedBy: route.registration.servedBy,
    ...(handler && { handler }),
    ...(route.conditions.length > 0 && { condition: route.conditions.join(' and ') }),
    ...(guards.length > 0 && { guards }),
    ...(touched.length > 0 && { touchedBefore: touched }),
    confidence: route.confidence,
  };
}

function distinctGuards(guards: readonly RouteGuard[]): readonly RouteGuard[] {
  const keyed = guards.map((guard): [string, RouteGuard] => [
    `${guard.kind} ${guard.span.file}:${guard.span.line}:${guard.span.column}`,
    guard,
  ]);
  return [...new Map(keyed).values()];
}

function compareRoutes(a: Route, b: Route): number {
  return compareSpans(a.span, b.span) || compareText(a.path, b.path) || compareText(a.method, b.method);
}

function distinctGaps({ gaps }: ProgramRoutes): RouteReading['gaps'] {
  const seen = new Map(
    gaps.map((gap) => [
      `${gap.framework} ${gap.span.file}:${gap.span.line}:${gap.span.column} ${gap.reason}`,
      gap,
    ]),
  );
  return [...seen.values()].toSorted(
    (a, b) => compareSpans(a.span, b.span) || compareText(a.reason, b.reason),
  );
}

function distinctSkipped(skipped: readonly Skipped[]): readonly Skipped[] {
  return skipped.toSorted((a, b) => compareText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0));
}
