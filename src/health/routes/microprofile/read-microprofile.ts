import type { Handler, Route } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { JavaProgram } from '../../../syntax/java/program.js';
import type { RouteReading } from '../../route-framework.js';
import type { BuildModule } from '../jvm/build-module.js';
import { moduleOf, readBuilds, usesModule } from '../jvm/builds.js';
import { join } from '../jvm/paths.js';
import { declaredChecks, type DeclaredCheck } from '../quarkus/health.js';
import { helidonHealth } from './helidon.js';
import { libertyHealth } from './open-liberty.js';

/** A server that serves health by a feature or dependency. */
export interface HealthServer {
  readonly module: BuildModule | undefined;
  readonly root: string;
  /** False when a setting moves it to where only run time knows. */
  readonly isKnown: boolean;
  readonly span: SourceSpan;
  /** Paths below the root, by what they are about. */
  readonly parts: readonly ('live' | 'ready' | 'started')[];
}

const kindOfPart = { live: 'liveness', ready: 'readiness', started: 'startup' } as const;

/** Reads what the servers of MicroProfile serve for health. */
export async function readMicroprofile(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const paths = candidates.map(({ path }) => path);
  const builds = await readBuilds(paths, view);
  const servers = [...(await libertyHealth(paths, builds, view)), ...(await helidonHealth(builds, view))];
  if (servers.length === 0) return { routes: [], gaps: [], skipped: [] };
  const sources = paths.filter((path) => /\.(java|kt)$/.test(path));
  const program = new JavaProgram(view, sources);
  const checks: { readonly owner: BuildModule | undefined; readonly check: DeclaredCheck }[] = [];
  for (const path of sources)
    if (/\bmicroprofile\.health\b/.test((await view.read(path))?.text ?? ''))
      for (const check of await declaredChecks(path, program))
        checks.push({ owner: moduleOf(path, builds), check });
  const routes = servers.flatMap((server) =>
    routesOf(
      server,
      checks
        .filter(({ owner }) => owner === server.module || isUsed(server.module, owner, builds))
        .map(({ check }) => check),
    ),
  );
  return { routes, gaps: [], skipped: program.skipped };
}

function isUsed(
  module: BuildModule | undefined,
  owner: BuildModule | undefined,
  builds: readonly BuildModule[],
): boolean {
  return module !== undefined && owner !== undefined && usesModule(module, owner, builds);
}

function routesOf(
  { isKnown, parts, root, span }: HealthServer,
  checks: readonly DeclaredCheck[],
): readonly Route[] {
  const route = (path: string, kinds: readonly DeclaredCheck['kinds'][number][]): Route => {
    const touches: Handler['touches'] = checks
      .filter((check) => check.kinds.some((kind) => kinds.includes(kind)))
      .flatMap((check) => check.touches);
    return {
      framework: 'microprofile',
      method: 'GET',
      path,
      pathComplete: isKnown,
      span,
      servedBy: 'dependency',
      handler: { touches, ...(touches.length > 0 && { canFail: true }) },
      confidence: 'high',
    };
  };
  return [
    route(join(root), ['liveness', 'readiness', 'startup']),
    ...parts.map((part) => route(join(root, part), [kindOfPart[part]])),
  ];
}
