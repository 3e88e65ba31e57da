import type { Endpoint, Route, RouteGap } from '../../model/endpoint.js';
import type { PlatformPolicy } from '../../model/platform-policy.js';
import type { Probe } from '../../model/probe.js';
import type { InService, Service } from '../../model/service.js';
import type { Skipped } from '../../model/skipped.js';
import type { Workload } from '../../model/workload.js';
import type { HealthSurroundings } from '../surroundings.js';

/** Everything that the rules on health look at. */
export interface HealthFacts extends HealthSurroundings {
  readonly services: readonly Service[];
  readonly workloads: readonly InService<Workload>[];
  readonly policies: readonly PlatformPolicy[];
  readonly routes: readonly InService<Route>[];
  readonly gaps: readonly InService<RouteGap>[];
  readonly endpoints: readonly InService<Endpoint>[];
  readonly probes: readonly InService<Probe>[];
  /** What was not read: a manifest among them may hold the probe that seems to be missing. */
  readonly skipped: readonly Skipped[];
}
