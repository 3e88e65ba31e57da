import type { Route, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { JavaProgram } from '../../../syntax/java/program.js';
import type { RouteReading } from '../../route-framework.js';
import { actuatorRoutes } from './actuator.js';
import { findDependency } from '../jvm/build-module.js';
import type { BuildModule } from '../jvm/build-module.js';
import { moduleOf, usesModule } from '../jvm/builds.js';
import { contextOf, servingContext } from './contexts.js';
import { readControllers } from './controllers.js';
import { readFunctionalRoutes } from './functional-routes.js';
import { automaticIndicators, declaredIndicators } from './health-indicators.js';
import type { HealthIndicator } from './health-indicators.js';
import { moduleGaps } from './module-gaps.js';
import { findModules, nearestDirectory } from './modules.js';
import type { SpringModule } from './modules.js';
import type { SpringSettings } from '../jvm/settings.js';
import { outsideGaps } from './outside-gaps.js';
import { securityGuards, securityOf } from './security.js';
import type { ApplicationSecurity } from './security.js';
import { sortSources } from './sources.js';
import type { SpringSources } from './sources.js';
import { TouchedBefore } from './touched-before.js';

/** Reads the routes of Spring MVC and WebFlux and what the actuator serves. */
export async function readSpring(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const sources = await sortSources(candidates, view);
  const modules = await findModules(candidates, view, sources.applications, sources.configNames);
  const program = new JavaProgram(
    view,
    candidates.map(({ path }) => path).filter((path) => /\.(java|kt)$/.test(path)),
  );
  const routes: Route[] = [];
  const gaps: RouteGap[] = [...sources.gaps];
  for (const path of new Set([...sources.controllers, ...sources.routers])) {
    const file = await program.file(path);
    if (!file) continue;
    const context = contextOf(path, modules);
    const read = await readControllers(file, program, context);
    const functional = sources.routers.includes(path)
      ? await readFunctionalRoutes(file, program, context, view)
      : { routes: [], gaps: [] };
    routes.push(...read.routes, ...functional.routes);
    gaps.push(...read.gaps, ...functional.gaps);
  }
  const builds = modules.map(({ build }) => build);
  const applications = modules.filter(
    (module) => module.isApplication && (module.actuator !== undefined || isSpring(module, builds)),
  );
  const declared = await indicatorsByModule(sources.indicators, modules, program);
  for (const module of applications) {
    gaps.push(...moduleGaps(module, builds));
    const actuator = module.actuator?.span ?? configuredActuator(module.settings);
    if (actuator === undefined) continue;
    const { prefix, isPrefixKnown } = servingContext(module.settings);
    const own = declared.filter(({ owner }) => owner === module.build.directory || applications.length === 1);
    const read = actuatorRoutes({
      dependency: actuator,
      settings: module.settings,
      prefix,
      isPrefixKnown,
      bootVersion: module.build.bootVersion,
      indicators: [
        ...automaticIndicators(module.build, builds, module.settings),
        ...own.map(({ indicator }) => indicator),
      ],
    });
    routes.push(
      ...(module.actuator
        ? read.routes
        : read.routes.map((route): Route => ({ ...route, servedBy: 'setting', confidence: 'medium' }))),
    );
    gaps.push(...read.gaps);
  }
  if (routes.length > 0) gaps.push(...(await outsideGaps(applications, view)));
  const guarded = await withWhatStandsBefore(routes, applications, builds, sources, program, view);
  return { routes: guarded, gaps, skipped: program.skipped };
}

/** Where the settings speak of the actuator's endpoints, though a starter or plugin of the house brings it. */
function configuredActuator(settings: SpringSettings): SourceSpan | undefined {
  for (const [name, { span }] of settings)
    if (/^management\.(endpoint\.health|endpoints\.web)\./.test(name)) return span;
  return undefined;
}

/** The routes with what Spring Security asks before each, and what filters touch; nothing where several applications serve a route. */
async function withWhatStandsBefore(
  routes: readonly Route[],
  applications: readonly SpringModule[],
  builds: readonly BuildModule[],
  sources: SpringSources,
  program: JavaProgram,
  view: RepositoryView,
): Promise<readonly Route[]> {
  const known = new Map<SpringModule, { security: ApplicationSecurity; before: TouchedBefore }>();
  for (const module of applications) {
    const security = await securityOf(module, builds, sources.security, program, view);
    const before = await TouchedBefore.of(module, builds, sources, security, program, view);
    known.set(module, { security, before });
  }
  const found: Route[] = [];
  for (const route of routes) {
    const owner = moduleOf(route.span.file, builds);
    const [module, ...others] = applications.filter(({ build }) => owner && usesModule(build, owner, builds));
    const standing = module && others.length === 0 ? known.get(module) : undefined;
    if (!module || !standing) {
      found.push(route);
      continue;
    }
    const guards = securityGuards(route, standing.security, servingContext(module.settings).prefix);
    found.push(await standing.before.applied(guards.length > 0 ? { ...route, guards } : route));
  }
  return found;
}

function isSpring(module: SpringModule, builds: readonly SpringModule['build'][]): boolean {
  return findDependency(module.build, /^spring-/, builds) !== undefined;
}

async function indicatorsByModule(
  paths: readonly string[],
  modules: readonly SpringModule[],
  program: JavaProgram,
): Promise<readonly { readonly owner: string | undefined; readonly indicator: HealthIndicator }[]> {
  const directories = modules.map(({ build }) => build.directory);
  const found: { owner: string | undefined; indicator: HealthIndicator }[] = [];
  for (const path of paths)
    for (const indicator of await declaredIndicators(path, program))
      found.push({ owner: nearestDirectory(directories, path), indicator });
  return found;
}
