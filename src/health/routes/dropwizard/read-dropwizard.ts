import type { Handler, Route } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { JavaProgram } from '../../../syntax/java/program.js';
import type { RouteReading } from '../../route-framework.js';
import { findDependency } from '../jvm/build-module.js';
import type { BuildModule } from '../jvm/build-module.js';
import { moduleOf, readBuilds, usesModule } from '../jvm/builds.js';
import { handlerOf } from '../jvm/handlers.js';
import { join } from '../jvm/paths.js';
import { dropwizardPaths } from './configuration.js';

/**
 * What Dropwizard serves besides resources: the administration (`/healthcheck`, `/ping`, `/metrics`, `/threads`) on its port, and the
 * health module.
 * Source: https://www.dropwizard.io/en/stable/manual/core.html#health-checks
 */
export async function readDropwizard(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const paths = candidates.map(({ path }) => path);
  const builds = await readBuilds(paths, view);
  const started = new Set<string>();
  const checking: string[] = [];
  const sources = paths.filter((path) => /\.(java|kt)$/.test(path));
  if (!builds.some((build) => findDependency(build, /^dropwizard-core$/, builds)))
    return { routes: [], gaps: [], skipped: [] };
  for (const path of sources) {
    const text = (await view.read(path))?.text ?? '';
    if (/\bextends\s+Application\s*<|:\s*Application<\w+>\(\)/.test(text) && /\bdropwizard\b/.test(text))
      started.add(moduleOf(path, builds)?.directory ?? '');
    if (
      /\bextends\s+(NamedHealthCheck|HealthCheck|InjectableHealthCheck)\b|:\s*(Named)?HealthCheck\(\)/.test(
        text,
      )
    )
      checking.push(path);
  }
  const program = new JavaProgram(view, sources);
  const routes: Route[] = [];
  for (const module of builds) {
    const dependency = findDependency(module, /^dropwizard-core$/, builds);
    if (!dependency || !started.has(module.directory)) continue;
    const where = await dropwizardPaths(module, view);
    const touches = [
      ...automaticTouches(module, builds),
      ...(await declaredTouches(
        checking.filter((path) => {
          const owner = moduleOf(path, builds);
          return owner !== undefined && usesModule(module, owner, builds);
        }),
        program,
      )),
    ];
    const admin = (path: string, handler?: Handler): Route => ({
      framework: 'dropwizard',
      method: 'GET',
      path: join(where.admin, path),
      pathComplete: where.isKnown,
      span: dependency.span,
      servedBy: 'dependency',
      ...(where.adminPort !== undefined && { port: where.adminPort }),
      ...(handler && { handler }),
      confidence: 'high',
    });
    const checked: Handler = { touches, ...(touches.length > 0 && { canFail: true }) };
    routes.push(
      admin('healthcheck', checked),
      admin('ping', { touches: [], canFail: false, constant: true }),
      admin('metrics'),
      admin('threads'),
      admin('tasks/{*name}'),
    );
    for (const path of where.healthPaths)
      routes.push({
        framework: 'dropwizard',
        method: 'GET',
        path: join(path),
        pathComplete: where.isKnown,
        span: where.healthSpan ?? dependency.span,
        servedBy: 'setting',
        handler: checked,
        confidence: 'medium',
      });
  }
  return { routes, gaps: [], skipped: program.skipped };
}

/** The bundles of databases register a check of their own. */
function automaticTouches(module: BuildModule, builds: readonly BuildModule[]): Handler['touches'] {
  const found = findDependency(module, /^dropwizard-(hibernate|jdbi3?|db)$/, builds);
  return found ? [{ dependency: 'db', span: found.span, text: `${found.artifact} health check` }] : [];
}

async function declaredTouches(paths: readonly string[], program: JavaProgram): Promise<Handler['touches']> {
  const touches: Handler['touches'][number][] = [];
  for (const path of paths)
    for (const type of (await program.file(path))?.types ?? []) {
      if (!type.supertypes.some((name) => name.endsWith('HealthCheck'))) continue;
      const method = type.methods.find(({ name }) => name === 'check');
      if (method) touches.push(...(await handlerOf(type, method, program)).touches);
    }
  return touches;
}
