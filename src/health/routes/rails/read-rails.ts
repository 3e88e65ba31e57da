import type { Route, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { RouteReading } from '../../route-framework.js';
import { gemsIn } from '../ruby/gems.js';
import { RubyProject } from '../ruby/project.js';
import { applicationsOf } from './applications.js';
import type { RailsApplication } from './applications.js';
import { selfMountedRoutes } from './health-engines.js';
import { mountedRoutes } from './mounted-routes.js';
import type { Engines } from './mounted-routes.js';
import { settingsOf } from './settings.js';
import { isOfInterest } from '../../interest.js';
import { touchedInStack } from '../rack/touched-before.js';
import type { UsedMiddleware } from '../rack/touched-before.js';
import { rackFacts } from '../rack-apps/extract.js';
import { inFolder } from '../ruby/gems.js';

/** Reads the routes of all Rails applications and engines of a repository. */
export async function readRails(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const project = new RubyProject(
    view,
    candidates.map(({ path }) => path),
  );
  const skipped: Skipped[] = [];
  const applications = await applicationsOf(candidates, view, skipped, project);
  const engines: Engines = new Map(
    applications.flatMap((application) =>
      application.drawings.flatMap((drawing) =>
        isEngine(drawing.owner) ? [[drawing.owner, { drawing, root: application.root }] as const] : [],
      ),
    ),
  );
  const mounted = new Set<string>();
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  for (const application of applications) {
    const read = await readApplication(application, engines, mounted, project, candidates, view);
    routes.push(...read.routes);
    gaps.push(...read.gaps);
  }
  // An engine that no application here mounts is for others: its paths lack their beginning.
  for (const [name, { drawing, root }] of engines) {
    if (mounted.has(name)) continue;
    const read = await mountedRoutes(
      drawing,
      {
        prefix: '',
        complete: false,
        guards: [],
        settings: { guards: [], isApi: false, middleware: [], sources: [] },
        root,
      },
      engines,
      mounted,
      project,
    );
    routes.push(...read.routes);
    gaps.push(...read.gaps);
  }
  return { routes, gaps, skipped: [...skipped, ...project.skipped] };
}

async function readApplication(
  application: RailsApplication,
  engines: Engines,
  mounted: Set<string>,
  project: RubyProject,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<{ readonly routes: readonly Route[]; readonly gaps: readonly RouteGap[] }> {
  const gems = await gemsIn(application.root, candidates, view);
  const settings = await settingsOf(application.root, gems, candidates, view);
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  const names = new Set<string>();
  for (const drawing of application.drawings) {
    if (isEngine(drawing.owner)) continue;
    const read = await mountedRoutes(
      drawing,
      { prefix: application.prefix, complete: true, guards: [], settings, root: application.root },
      engines,
      mounted,
      project,
    );
    routes.push(...read.routes);
    gaps.push(...read.gaps);
    for (const { name } of drawing.mounts) names.add(name);
    if (
      drawing.routes.some(
        ({ target }) => target.kind === 'action' && target.controller.startsWith('health_check/'),
      )
    )
      names.add('HealthCheck::Engine');
  }
  if (application.drawings.some(({ owner }) => !isEngine(owner))) {
    const own = selfMountedRoutes(gems, settings.sources, (constant) => names.has(constant));
    routes.push(...own.routes.map((route) => ({ ...route, path: `${application.prefix}${route.path}` })));
    gaps.push(...own.gaps);
  }
  const used = [...(await usedInStack(application.root, candidates, view)), ...settings.middleware];
  return { routes: await Promise.all(routes.map(async (route) => behind(route, used, project))), gaps };
}

/** What config.ru puts before the application. */
async function usedInStack(
  root: string,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly UsedMiddleware[]> {
  const path = inFolder(root, 'config.ru');
  if (!candidates.some((file) => file.path === path)) return [];
  const { stacks } = await rackFacts(candidates, view);
  const entry = stacks.find(
    ({ kind, span, text }) =>
      kind === 'run' && span.file === path && /^(::)?(Rails\b|\w+::Application\b)/.test(text),
  );
  return entry?.uses ?? [];
}

/** A route with what the stack touches before it comes to the application. */
async function behind(route: Route, used: readonly UsedMiddleware[], project: RubyProject): Promise<Route> {
  if (used.length === 0 || !/^(GET|HEAD|ANY)$/.test(route.method) || !isOfInterest(route.path, project.view))
    return route;
  const touches = await touchedInStack(used, route.path, project);
  return touches.length === 0
    ? route
    : { ...route, touchedBefore: [...touches, ...(route.touchedBefore ?? [])] };
}

/** `Blog::Engine`, as opposed to `Rails.application` and `Shop::Application`. */
function isEngine(owner: string): boolean {
  return /(^|::)\w*Engine$/.test(owner) && !/application/i.test(owner);
}
