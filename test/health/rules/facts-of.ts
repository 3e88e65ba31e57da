import { healthEndpoints } from '../../../src/health/endpoints.js';
import { readProbes, readRoutes } from '../../../src/health/read.js';
import type { HealthFacts } from '../../../src/health/rules/facts.js';
import type { Service } from '../../../src/model/service.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** The facts of a small repository, all of one service named `app` that is linked to every workload with a probe. */
export async function factsOf(files: Readonly<Record<string, string>>): Promise<HealthFacts> {
  const view = inMemoryRepository(files);
  const read = await readRoutes(view);
  const routes = read.routes.map((route) => ({ ...route, service: 'app' }));
  const probes = (await readProbes(view)).facts.map((probe) => ({ ...probe, service: 'app' }));
  const app: Service = {
    name: 'app',
    path: '.',
    languages: [],
    reasons: [],
    images: ['app'],
    workloads: probes.map(({ platform, target: { kind, name }, span }) => ({
      platform,
      kind,
      name,
      span,
      reason: 'example',
    })),
  };
  return {
    services: [app],
    routes,
    gaps: read.gaps.map((gap) => ({ ...gap, service: 'app' })),
    endpoints: healthEndpoints(routes, probes),
    probes,
  };
}
