import type { Handler, Route } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { compareSpans, compareText, type SourceSpan } from '../../../model/source-span.js';
import { Interpreter } from '../../../syntax/javascript/evaluate/interpreter.js';
import { JavaScriptProject } from '../../../syntax/javascript/project.js';
import type { RouteReading } from '../../route-framework.js';
import { HandlerReader } from './handler-facts.js';
import { emptyMounts, mountedRoutes, type MountedRoute } from './inventory.js';
import { ProgramRoutes } from './program-routes.js';
import { findReach, type Reach } from './reach.js';
import { RegistrationHost } from './registration-host.js';
import type { Registration } from './router.js';
import { Unentered } from './unentered.js';

/** Steps for one function that is run for itself. */
const runSteps = 300_000;
/** Functions that are run for themselves; beyond this a repository is no program. */
const unenteredLimit = 5_000;

/** Reads the routes that Express applications serve. */
export async function readExpress(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const project = new JavaScriptProject(view);
  const reach = await findReach(candidates, view, project);
  const routes = new ProgramRoutes();
  const skipped: Skipped[] = reach.generated.map((file) => ({
    file,
    reason: 'too-large',
    detail: 'minified or generated output, its routes were not read',
  }));
  if (reach.roots.length === 0) return { routes: [], gaps: [], skipped };
  const unentered = new Unentered(routes, reach);
  const host = new RegistrationHost(routes, reach, unentered);
  const interpreter = new Interpreter(project, host);
  host.attach(interpreter);
  skipped.push(...(await evaluatePrograms(reach, interpreter, unentered)));
  for (const { span } of emptyMounts(routes.routers))
    routes.gap(span, 'the router that is mounted here is known by its type only');
  for (const file of interpreter.unfinished)
    routes.gap(firstLine(file), 'the top level of this file does too much to be followed to the end');
  const handlers = new HandlerReader(interpreter);
  const found: Route[] = [];
  const inventory = mountedRoutes(routes.routers, routes.calledWithRouter);
  if (inventory.truncatedAt)
    routes.gap(
      inventory.truncatedAt,
      'routers are mounted in each other too often for all routes to be listed',
    );
  for (const route of inventory.routes)
    found.push(asRoute(route, await handlerOf(route.registration, handlers)));
  for (const { port, registration } of routes.standalone)
    found.push({
      ...asRoute(standalone(registration), await handlerOf(registration, handlers)),
      ...(port !== undefined && { port }),
    });
  return {
    routes: found.toSorted(compareRoutes),
    gaps: distinctGaps(routes),
    skipped: distinctSkipped(skipped),
  };
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

async function handlerOf(registration: Registration, handlers: HandlerReader): Promise<Handler | undefined> {
  const { answer } = registration;
  const read = await handlers.read(registration.handlers);
  if (answer === undefined) return read;
  return {
    ...(read ?? { name: answer.name, touches: [] }),
    ...(answer.canFail !== undefined && { canFail: answer.canFail }),
    ...(read && answer.canFail && { constant: false }),
  };
}

function standalone(registration: Registration): MountedRoute {
  return {
    registration,
    method: registration.method,
    path: registration.path.text,
    pathComplete: true,
    conditions: registration.conditions,
    confidence: 'high',
  };
}

function asRoute(route: MountedRoute, handler: Handler | undefined): Route {
  return {
    framework: 'express',
    method: route.method,
    path: route.path,
    pathComplete: route.pathComplete,
    span: route.registration.span,
    servedBy: route.registration.servedBy,
    ...(handler && { handler }),
    ...(route.conditions.length > 0 && { condition: route.conditions.join(' and ') }),
    confidence: route.confidence,
  };
}

function compareRoutes(a: Route, b: Route): number {
  return compareSpans(a.span, b.span) || compareText(a.path, b.path) || compareText(a.method, b.method);
}

function distinctGaps({ gaps }: ProgramRoutes): RouteReading['gaps'] {
  const seen = new Map(
    gaps.map((gap) => [`${gap.span.file}:${gap.span.line}:${gap.span.column} ${gap.reason}`, gap]),
  );
  return [...seen.values()].toSorted(
    (a, b) => compareSpans(a.span, b.span) || compareText(a.reason, b.reason),
  );
}

function distinctSkipped(skipped: readonly Skipped[]): readonly Skipped[] {
  return skipped.toSorted((a, b) => compareText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0));
}
