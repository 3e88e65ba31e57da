import type { Route, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { isProductFile } from '../../../model/repository-view.js';
import { JavaProgram } from '../../../syntax/java/program.js';
import type { RouteReading } from '../../route-framework.js';
import { findDependency } from '../jvm/build-module.js';
import type { BuildModule } from '../jvm/build-module.js';
import { moduleOf, readBuilds, usesModule } from '../jvm/builds.js';
import { join } from '../jvm/paths.js';
import { readPropertyFiles } from '../jvm/property-files.js';
import { isOpen, settled } from '../jvm/settings.js';
import { readControllers } from './controllers.js';
import type { MicronautContext } from './controllers.js';
import { isOfInterest } from '../../interest.js';
import { behindFilters, serverFiltersIn } from './server-filters.js';
import type { ServerFilter } from './server-filters.js';
import { declaredIndicators, managementRoutes } from './management.js';
import type { MicronautIndicator } from './management.js';

/** Reads the controllers of Micronaut and what its management module serves. */
export async function readMicronaut(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const paths = candidates.map(({ path }) => path);
  const builds = await readBuilds(paths, view);
  if (!builds.some((build) => build.dependencies.some(({ artifact }) => artifact.startsWith('micronaut-'))))
    return { routes: [], gaps: [], skipped: [] };
  const sources = paths.filter((path) => /\.(java|kt|groovy)$/.test(path));
  const program = new JavaProgram(view, sources);
  const controllers: string[] = [];
  const filtering: string[] = [];
  const indicators: { readonly owner: BuildModule | undefined; readonly indicator: MicronautIndicator }[] =
    [];
  const starts = new Set<BuildModule | undefined>();
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  for (const path of sources) {
    const source = await view.read(path);
    const text = source?.text ?? '';
    if (!source || !/\bio\.micronaut\b/.test(text)) continue;
    if (
      /\bMicronaut\s*\.\s*(run|build)\b|\bMicronautLambda|\bApplicationContext\s*\.\s*(run|builder)\b|\bMicronautLambdaRuntime\b/.test(
        text,
      )
    )
      starts.add(moduleOf(path, builds));
    const mark = /@Controller\b/.exec(text);
    if (mark && path.endsWith('.groovy'))
      gaps.push({
        framework: 'micronaut',
        span: source.span(mark.index, mark.index + mark[0].length),
        reason: 'controllers in Groovy are not read',
      });
    else if (mark) controllers.push(path);
    const builder = /\bextends\s+DefaultRouteBuilder\b|:\s*DefaultRouteBuilder\(/.exec(text);
    if (builder)
      gaps.push({
        framework: 'micronaut',
        span: source.span(builder.index, builder.index + builder[0].length),
        reason: 'routes are built in code',
      });
    if (/@(Server)?Filter\b/.test(text) && !path.endsWith('.groovy')) filtering.push(path);
    if (/\bHealthIndicator\b/.test(text) && !path.endsWith('.groovy'))
      for (const indicator of await declaredIndicators(path, program))
        indicators.push({ owner: moduleOf(path, builds), indicator });
  }
  const started = builds.filter((build) =>
    starts.size > 0
      ? starts.has(build)
      : findDependency(build, /^micronaut-http-server/, builds) !== undefined,
  );
  // What another module with settings runs with is its library, even when it could start by itself.
  const configured = builds.filter((build) => view.files.some(({ path }) => isSettingsOf(path, build)));
  const applications = [...new Set([...started, ...configured])].filter(
    (build) =>
      findDependency(build, /^micronaut-http-server/, builds) !== undefined &&
      !(
        started.includes(build) &&
        !configured.includes(build) &&
        configured.some((other) => usesModule(other, build, builds))
      ),
  );
  const contexts = new Map<BuildModule, MicronautContext>();
  for (const module of applications) contexts.set(module, await contextOf(module, view));
  for (const path of controllers) {
    const file = await program.file(path);
    if (!file) continue;
    const read = await readControllers(file, program, contextFor(moduleOf(path, builds), contexts, builds));
    routes.push(...read.routes);
    gaps.push(...read.gaps);
  }
  for (const [module, context] of contexts) {
    const own = indicators.filter(({ owner }) => owner && usesModule(module, owner, builds));
    const read = managementRoutes(
      module,
      builds,
      context,
      own.map(({ indicator }) => indicator),
    );
    routes.push(...read.routes);
    gaps.push(...read.gaps);
  }
  const behind = await behindOwnFilters(routes, filtering, contexts, builds, program);
  return { routes: behind, gaps, skipped: program.skipped };
}

/** The routes with what the filters of the one application that serves them touch. */
async function behindOwnFilters(
  routes: readonly Route[],
  paths: readonly string[],
  contexts: ReadonlyMap<BuildModule, MicronautContext>,
  builds: readonly BuildModule[],
  program: JavaProgram,
): Promise<readonly Route[]> {
  const filters: { readonly owner: BuildModule | undefined; readonly filter: ServerFilter }[] = [];
  for (const path of paths)
    for (const filter of await serverFiltersIn(path, program))
      filters.push({ owner: moduleOf(path, builds), filter });
  if (filters.length === 0) return routes;
  return routes.map((route) => {
    const owner = moduleOf(route.span.file, builds);
    const [user, ...others] = [...contexts].filter(([module]) => owner && usesModule(module, owner, builds));
    if (!user || others.length > 0 || !isOfInterest(route.path, program.view)) return route;
    const [module, context] = user;
    const own = filters.filter(
      ({ owner: of, filter }) =>
        of !== undefined &&
        usesModule(module, of, builds) &&
        // Whether a pattern has the context path in it depends on the version.
        (context.prefix === '/' || context.prefix === '' || filter.patterns.includes('/**')),
    );
    return behindFilters(
      route,
      own.map(({ filter }) => filter),
    );
  });
}

async function contextOf(module: BuildModule, view: RepositoryView): Promise<MicronautContext> {
  const files = view.files.filter((file) => isProductFile(file) && isSettingsOf(file.path, module));
  const settings = await readPropertyFiles(
    files.map(({ path }) => path),
    view,
  );
  const name = 'micronaut.server.context-path';
  return {
    prefix: join(settled(settings, name) ?? ''),
    isPrefixKnown: !isOpen(settings, name),
    settings,
  };
}

function isSettingsOf(path: string, { directory }: BuildModule): boolean {
  return (
    /(^|\/)src\/main\/resources\/(application|bootstrap)\.(properties|ya?ml)$/.test(path) &&
    path.startsWith(directory === '.' ? 'src/' : `${directory}/src/`)
  );
}

/** Of the application itself, or of those that run with the module, when they agree. */
function contextFor(
  owner: BuildModule | undefined,
  contexts: ReadonlyMap<BuildModule, MicronautContext>,
  builds: readonly BuildModule[],
): MicronautContext {
  const own = owner && contexts.get(owner);
  if (own) return own;
  const users = [...contexts].filter(([module]) => owner && usesModule(module, owner, builds));
  const [first] = users.map(([, context]) => context);
  const isOne = first && users.every(([, { prefix }]) => prefix === first.prefix);
  return isOne ? first : { prefix: '', isPrefixKnown: users.length === 0, settings: new Map() };
}
