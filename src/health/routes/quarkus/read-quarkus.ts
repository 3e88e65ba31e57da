import type { Route, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { JavaProgram } from '../../../syntax/java/program.js';
import type { RouteReading } from '../../route-framework.js';
import { findDependency } from '../jvm/build-module.js';
import type { BuildModule } from '../jvm/build-module.js';
import { moduleOf, readBuilds, usesModule } from '../jvm/builds.js';
import { join } from '../jvm/paths.js';
import { declaredChecks, healthRoutes, managementOf, nonApplicationRoot } from './health.js';
import type { DeclaredCheck } from './health.js';
import { readReactiveRoutes } from './reactive-routes.js';
import { quarkusPaths } from './settings.js';
import type { QuarkusPaths } from './settings.js';

/** What extensions serve below the root of what is no application: artifact and path. */
const served: readonly (readonly [RegExp, string])[] = [
  [/^quarkus-smallrye-metrics$|^quarkus-micrometer-registry-prometheus$/, 'metrics'],
  [/^quarkus-smallrye-openapi$/, 'openapi'],
  [/^quarkus-info$/, 'info'],
];

/** Reads what Quarkus serves besides JAX-RS resources. */
export async function readQuarkus(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const paths = candidates.map(({ path }) => path);
  const builds = await readBuilds(paths, view);
  const configured = new Set<string>();
  for (const { path } of view.files)
    if (/(^|\/)src\/main\/resources\/application\.(properties|ya?ml)$/.test(path))
      if (/\bquarkus\b/.test((await view.read(path))?.text ?? ''))
        configured.add(moduleOf(path, builds)?.directory ?? '');
  const applications = builds.filter((build) => isApplication(build, builds, configured));
  if (applications.length === 0) return { routes: [], gaps: [], skipped: [] };
  const sources = paths.filter((path) => /\.(java|kt)$/.test(path));
  const program = new JavaProgram(view, sources);
  const checks: { readonly owner: BuildModule | undefined; readonly check: DeclaredCheck }[] = [];
  const reactive: string[] = [];
  for (const path of sources) {
    const text = (await view.read(path))?.text ?? '';
    if (/\bmicroprofile\.health\b/.test(text))
      for (const check of await declaredChecks(path, program))
        checks.push({ owner: moduleOf(path, builds), check });
    if (/\bio\.quarkus\.vertx\.web\b/.test(text)) reactive.push(path);
  }
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  for (const module of applications) {
    const where = await quarkusPaths(module, view);
    const own = checks.filter(({ owner }) => owner && usesModule(module, owner, builds));
    const health = healthRoutes(
      module,
      builds,
      where,
      own.map(({ check }) => check),
    );
    routes.push(...health.routes, ...extensionRoutes(module, builds, where));
    gaps.push(...health.gaps, ...extensionGaps(module, builds));
    for (const path of reactive) {
      const file = moduleOf(path, builds) === module ? await program.file(path) : undefined;
      if (!file) continue;
      const read = await readReactiveRoutes(file, program, where);
      routes.push(...read.routes);
      gaps.push(...read.gaps);
    }
  }
  return { routes, gaps, skipped: program.skipped };
}

/** A module with settings of its own, or that nothing else of the repository depends on. */
function isApplication(
  build: BuildModule,
  builds: readonly BuildModule[],
  configured: ReadonlySet<string>,
): boolean {
  if (!build.isApplicationBuild || !findDependency(build, /^quarkus-/, builds)) return false;
  if (configured.has(build.directory)) return true;
  return !builds.some((other) => other !== build && build.name !== '' && usesModule(other, build, builds));
}

function extensionRoutes(
  module: BuildModule,
  builds: readonly BuildModule[],
  where: QuarkusPaths,
): readonly Route[] {
  const management = managementOf(where.settings);
  return served.flatMap(([artifact, path]): Route[] => {
    const found = findDependency(module, artifact, builds);
    if (!found) return [];
    return [
      {
        framework: 'quarkus',
        method: 'GET',
        path: join(management ? management.root : nonApplicationRoot(where), path),
        pathComplete: where.isKnown,
        span: found.span,
        servedBy: 'dependency',
        ...(management && { port: management.port }),
        confidence: 'medium',
      },
    ];
  });
}

const openers: readonly (readonly [RegExp, string])[] = [
  [/^quarkus-undertow$/, 'servlets serve routes that are not read'],
  [/^camel-quarkus-(platform-http|servlet|rest)$/, 'Camel serves routes of its own'],
  [/^quarkus-spring-web$/, 'controllers of Spring Web are not read for Quarkus'],
  [/^quarkus-rest-data-panache$|^quarkus-hibernate-\w+-rest-data-panache$/, 'REST Data serves the entities'],
  [/^quarkus-funqy-http$/, 'functions are served by their names'],
];

function extensionGaps(module: BuildModule, builds: readonly BuildModule[]): readonly RouteGap[] {
  return openers.flatMap(([artifact, reason]) => {
    const found = findDependency(module, artifact, builds);
    return found ? [{ framework: 'quarkus', span: found.span, reason }] : [];
  });
}
