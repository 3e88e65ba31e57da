import type { Route } from '../model/endpoint.js';
import type { Probe } from '../model/probe.js';
import type { RepositoryView } from '../model/repository-view.js';
import type { InService, Service } from '../model/service.js';
import type { Workload } from '../model/workload.js';
import { readImageStages } from './images/image-stages.js';
import type { ImageStage } from './images/image-stages.js';
import { findUnheardPorts } from './listening-ports.js';
import type { UnheardPort } from './listening-ports.js';
import { findDeafServices } from './shutdown.js';
import type { DeafToShutdown } from './shutdown.js';

/** What stands around routes and probes: the images that run, the ports that are named, and how programs end. */
export interface HealthSurroundings {
  readonly images: readonly ImageStage[];
  readonly unheardPorts: readonly UnheardPort[];
  readonly deafServices: readonly DeafToShutdown[];
}

/** The facts whose surroundings are looked at. */
export interface HealthSubjects {
  readonly services: readonly Service[];
  readonly workloads: readonly InService<Workload>[];
  readonly routes: readonly InService<Route>[];
  readonly probes: readonly InService<Probe>[];
}

/** Reads the surroundings; programs are only looked into where a finding could come of it. */
export async function readHealthSurroundings(
  subjects: HealthSubjects,
  view: RepositoryView,
): Promise<HealthSurroundings> {
  const { services, routes, probes, workloads } = subjects;
  const images = probes.length === 0 ? [] : await readImageStages(view);
  const ready = new Set(
    probes
      .filter(({ platform, effect }) => platform === 'kubernetes' && effect === 'de-route')
      .map(({ service }) => service),
  );
  return {
    images,
    unheardPorts: await findUnheardPorts(probes, { services, workloads, routes, images }, view),
    deafServices: await findDeafServices(ready, { services, routes }, view),
  };
}
