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
      { prefix: '', complete: false, guards: [], settings: { guards: [], isApi: false, sources: [] }, root },
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
  return { routes, gaps };
}

/** `Blog::Engine`, as opposed to `Rails.application` and `Shop::Application`. */
function isEngine(owner: string): boolean {
  return /(^|::)\w*Engine$/.test(owner) && !/application/i.test(owner);
}
