import type { Route, RouteGap, RouteGuard } from '../../../model/endpoint.js';
import { isOfInterest } from '../../interest.js';
import { isRackClass } from '../ruby/rack-classes.js';
import type { RubyProject } from '../ruby/project.js';
import { joinedPattern, pathsOf } from '../ruby/route-path.js';
import { answerOf, nameOfTarget } from './controllers.js';
import type { Answer } from './controllers.js';
import { engineRoutes } from './health-engines.js';
import type { Drawing, RawMount, RawRoute } from './raw-route.js';
import { conditionBoth } from './scope.js';
import type { RailsSettings } from './settings.js';

/** The engines of the repository by the constant that is mounted. */
export type Engines = ReadonlyMap<string, { readonly drawing: Drawing; readonly root: string }>;

/** Where the routes of a drawing stand. */
export interface Position {
  /** Pattern of Rails. */
  readonly prefix: string;
  readonly complete: boolean;
  readonly condition?: string;
  readonly guards: readonly RouteGuard[];
  readonly settings: RailsSettings;
  readonly root: string;
}

const deepestMounts = 8;

/** The routes of a drawing at its place, those of what it mounts among them. */
export async function mountedRoutes(
  drawing: Drawing,
  position: Position,
  engines: Engines,
  mounted: Set<string>,
  project: RubyProject,
  depth = 0,
): Promise<{ readonly routes: readonly Route[]; readonly gaps: readonly RouteGap[] }> {
  const routes: Route[] = [];
  const gaps: RouteGap[] = [...drawing.gaps];
  for (const raw of drawing.routes) routes.push(...(await routesOf(raw, position, project)));
  for (const mount of drawing.mounts) {
    const inner = positionOf(mount, position);
    const engine = engines.get(mount.name);
    const known = engineRoutes(
      mount.name,
      {
        at: inner.prefix,
        complete: inner.complete,
        span: mount.span,
        servedBy: 'code',
        guards: inner.guards,
        ...(inner.condition !== undefined && { condition: inner.condition }),
      },
      position.settings.sources,
    );
    if (engine && depth < deepestMounts) {
      mounted.add(mount.name);
      const read = await mountedRoutes(
        engine.drawing,
        { ...inner, root: engine.root },
        engines,
        mounted,
        project,
        depth + 1,
      );
      routes.push(...read.routes);
      gaps.push(...read.gaps);
    } else if (known) routes.push(...known.map((route) => withSettings(route, position.settings)));
    // Sinatra, Grape, Roda and Hanami have readers of their own, which look for where they are mounted.
    else if (!(await isRackClass(mount.name, mount.span.file, project))) {
      const [whole] = pathsOf(inner.prefix);
      if (whole === '/' || whole === undefined)
        gaps.push({
          framework: 'rails',
          span: mount.span,
          reason: `${mount.name} is mounted at the root and is not read`,
        });
      else routes.push(...wildcardsOf(mount, inner));
    }
  }
  return { routes, gaps };
}

function positionOf(mount: RawMount, position: Position): Position {
  const condition = conditionBoth(position.condition, mount.condition);
  return {
    ...position,
    prefix: joinedPattern(position.prefix, mount.pattern),
    complete: position.complete && mount.complete,
    guards: [...position.guards, ...mount.guards],
    ...(condition !== undefined && { condition }),
  };
}

async function routesOf(raw: RawRoute, position: Position, project: RubyProject): Promise<readonly Route[]> {
  const paths = pathsOf(joinedPattern(position.prefix, raw.pattern));
  // Only paths that may be of health become endpoints: the code of the others is not looked at.
  const isAsked =
    ['GET', 'HEAD', 'ANY'].includes(raw.method) && paths.some((path) => isOfInterest(path, project.view));
  const name = isAsked ? undefined : nameOfTarget(raw.target);
  const answer: Answer = isAsked
    ? await answerOf(raw.target, raw.span.file, project)
    : { ...(name && { handler: name }), guards: [] };
  const condition = conditionBoth(position.condition, raw.condition);
  const guards = [...position.guards, ...raw.guards, ...answer.guards];
  return paths.map((path) =>
    withSettings(
      {
        framework: 'rails',
        method: raw.method,
        path,
        pathComplete: position.complete && raw.complete,
        span: raw.span,
        servedBy: 'code',
        ...(answer.handler && { handler: answer.handler }),
        ...(condition !== undefined && { condition }),
        ...(guards.length > 0 && { guards }),
        ...(answer.touchedBefore && { touchedBefore: answer.touchedBefore }),
        confidence: path.includes('{value}') ? 'low' : 'high',
      },
      position.settings,
    ),
  );
}

/** What the settings of the application put before a route. */
function withSettings(route: Route, { guards }: RailsSettings): Route {
  const standing = guards.filter((one) => one.exempts(route.path) === false).map(({ guard }) => guard);
  return standing.length === 0 ? route : { ...route, guards: [...standing, ...(route.guards ?? [])] };
}

/** Something mounted that is not read answers everything below its path. */
function wildcardsOf(mount: RawMount, { prefix, complete, condition, guards }: Position): readonly Route[] {
  return [prefix, joinedPattern(prefix, '*path')].flatMap((pattern) =>
    pathsOf(pattern).map((path): Route => ({
      framework: 'rails',
      method: 'ANY',
      path,
      pathComplete: complete,
      span: mount.span,
      servedBy: 'code',
      handler: { name: mount.name, touches: [] },
      ...(condition !== undefined && { condition }),
      ...(guards.length > 0 && { guards }),
      confidence: 'medium',
    })),
  );
}
