import type { Route, RouteGap, Touch } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { compareSpans } from '../../../model/source-span.js';
import type { Library } from '../../../syntax/imperative/evaluation.js';
import { Machine } from '../../../syntax/imperative/machine.js';
import { Frame } from '../../../syntax/imperative/values.js';
import type { ClassUnit, Unit, Value } from '../../../syntax/imperative/values.js';
import { phpFunction } from '../../../syntax/php/functions.js';
import type { RouteReading } from '../../route-framework.js';
import { isOfInterest } from '../../interest.js';
import { frontRoutes } from '../php/front-server.js';
import { placeOfMethod, sureTouches } from '../php/handlers.js';
import { PhpProject, extendsOneOf } from '../php/project.js';
import { answerOf, nameOfAction, spatieChecks } from './actions.js';
import { findApplications } from './applications.js';
import type { LaravelApplication } from './applications.js';
import { joinedUri, noGroup, pathsOfUri } from './groups.js';
import type { PendingRoute, RouteGroup } from './groups.js';
import { MiddlewareSettings } from './middleware.js';
import { packageRoutes } from './packages.js';
import { bindAll } from './registry.js';
import type { Registry } from './registry.js';
import { RouteHost, repositoryPath } from './route-host.js';
import { sessionTouch } from './session-driver.js';

/** Reads the routes of all Laravel and Lumen applications of a repository. */
export async function readLaravel(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const project = new PhpProject(
    view,
    candidates.map(({ path }) => path),
  );
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  for (const application of await findApplications(candidates, view, project)) {
    const session = await sessionTouch(application.root, view);
    const read = await readApplication(application, project, session);
    routes.push(...read.routes);
    gaps.push(...read.gaps);
  }
  if (routes.length > 0) routes.push(...(await frontRoutes('laravel', candidates, view)));
  return { routes, gaps, skipped: project.skipped };
}

async function readApplication(
  application: LaravelApplication,
  project: PhpProject,
  session: Touch | undefined,
): Promise<{ readonly routes: readonly Route[]; readonly gaps: readonly RouteGap[] }> {
  const { units, root, composer } = application;
  const byPath = new Map(units.map((unit) => [unit.source.path, unit]));
  const classes = new Map<string, ClassUnit>(
    units.flatMap((unit) => unit.program.classes.map((one) => [one.name, { unit, class: one }] as const)),
  );
  const library: Library = {
    hierarchyOf: (name) => hierarchyIn(classes, name),
    builtin: phpFunction,
    implicitSelf: false,
  };
  const middleware = new MiddlewareSettings();
  const kernel = [...classes.values()].find(
    ({ class: one }) =>
      extendsOneOf(one, /^(HttpKernel|Kernel)$/) &&
      one.fields.some(({ name }) => name.startsWith('middleware')),
  );
  if (kernel) middleware.addKernel(kernel);
  let depth = 0;
  const registry: Registry = {
    routes: [],
    gaps: [],
    group: noGroup,
    unitOf: (path) => byPath.get(path),
    run(path, variables) {
      const unit = byPath.get(repositoryPath(path));
      if (!unit || depth > 20) return false;
      depth += 1;
      runUnit(unit, variables);
      depth -= 1;
      return true;
    },
  };
  const host = new RouteHost(registry, root, middleware);
  const runUnit = (unit: Unit, variables: ReadonlyMap<string, Value>): void => {
    const machine = new Machine([], unit, host, library);
    machine.runStatements(unit.program.statements, bindAll(new Frame(), variables));
  };
  const start = byPath.get(root === '' ? 'bootstrap/app.php' : `${root}/bootstrap/app.php`);
  if (start) runUnit(start, new Map());
  for (const provider of classes.values()) {
    if (!extendsOneOf(provider.class, /ServiceProvider$/)) continue;
    if (!/Route::|->routes\(|loadRoutesFrom|\$router\b/.test(provider.unit.source.text)) continue;
    const hierarchy = hierarchyIn(classes, provider.class.name) ?? [provider];
    const machine = new Machine(hierarchy, provider.unit, host, library);
    const before = registry.routes.length;
    machine.run('boot', [host.router]);
    // Before Laravel 8 the framework calls `map`; where `boot` registers routes, that is done by `$this->routes`.
    if (registry.routes.length === before) machine.run('map', [host.router]);
  }
  await middleware.dropOwn(async (type) => {
    const [unit] = units;
    const own = unit && (await project.classNamed(`\\${type}`, unit));
    return own?.class.methods.some(({ name }) => name === 'handle') === true;
  });
  const checks = spatieChecks(units);
  const routes: Route[] = [];
  for (const pending of registry.routes)
    if (pending.isKept) routes.push(...(await routesOf(pending, middleware, project, checks, session)));
  return { routes: [...routes, ...(routes.length > 0 ? packageRoutes(composer) : [])], gaps: registry.gaps };
}

function hierarchyIn(
  classes: ReadonlyMap<string, ClassUnit>,
  name: string,
): readonly ClassUnit[] | undefined {
  const found: ClassUnit[] = [];
  const visit = (written: string): void => {
    const one = classes.get(written.slice(written.lastIndexOf('\\') + 1));
    if (!one || found.includes(one)) return;
    found.push(one);
    for (const base of [...one.class.traits, ...one.class.bases]) visit(base);
  };
  visit(name);
  return found.length > 0 ? found : undefined;
}

async function routesOf(
  pending: PendingRoute,
  middleware: MiddlewareSettings,
  project: PhpProject,
  checks: ReturnType<typeof spatieChecks>,
  session: Touch | undefined,
): Promise<readonly Route[]> {
  const { group } = pending;
  const paths = pathsOfUri(joinedUri(group.prefix, pending.uri), group.wheres);
  // Only paths that may be of health become endpoints: the code of the others is not looked at.
  const isAsked =
    pending.methods.some((method) => ['GET', 'HEAD', 'ANY'].includes(method)) &&
    paths.some((path) => isOfInterest(path, project.view));
  const name = isAsked ? undefined : nameOfAction(pending);
  const answer = isAsked
    ? await answerOf(pending, project, checks)
    : { ...(name && { handler: name }), guards: [] };
  const isHealth = pending.action?.kind === 'code' && pending.action.text === 'health';
  // Laravel's own health route has no middleware but the global ones, and is exempt from maintenance.
  const standing = middleware.guardsOf(isHealth ? noGroup : group);
  const guards = [...standing, ...answer.guards].filter(({ kind }) => !isHealth || kind !== 'maintenance');
  const touchedBefore = isAsked
    ? await touchesBefore(isHealth ? noGroup : group, middleware, project, session)
    : [];
  const { condition } = group;
  return pending.methods.flatMap((method) =>
    paths.map((path): Route => ({
      framework: 'laravel',
      method,
      path,
      pathComplete: pending.complete && group.complete,
      span: pending.span,
      servedBy: isHealth ? 'setting' : 'code',
      ...(answer.handler && { handler: answer.handler }),
      ...(condition !== undefined && { condition }),
      ...(guards.length > 0 && { guards }),
      ...(touchedBefore.length > 0 && { touchedBefore }),
      confidence: path.includes('{value}') ? 'low' : 'high',
    })),
  );
}

/** What the middleware of the project and the sessions touch each time before a route. */
async function touchesBefore(
  group: RouteGroup,
  middleware: MiddlewareSettings,
  project: PhpProject,
  session: Touch | undefined,
): Promise<readonly Touch[]> {
  const found: Touch[] = [];
  for (const { type } of middleware.standing(group)) {
    const [path] = project.pathsOf(type);
    const unit = path === undefined ? undefined : await project.unit(path);
    const own = unit && (await project.classNamed(`\\${type}`, unit));
    const handle = own && (await project.methodOf(own, 'handle'));
    if (own && handle)
      found.push(...(await sureTouches(placeOfMethod(handle.owner, handle.function, own), project)));
    const startsSession = await isStartSession(type, own, project);
    if (session && startsSession) found.push(session);
  }
  return found.filter(
    (touch, index) => found.findIndex((one) => compareSpans(one.span, touch.span) === 0) === index,
  );
}

async function isStartSession(
  type: string,
  own: ClassUnit | undefined,
  project: PhpProject,
): Promise<boolean> {
  if (!own) return /(?:^|\\)StartSession$/.test(type);
  return (await project.hierarchyOf(own)).some(({ class: { bases } }) =>
    bases.some((base) => /(?:^|\\)\w*StartSession$/.test(base)),
  );
}
