import type { Alert, AlertRouting, Slo } from '../model/alert.js';
import type { Endpoint, Route, RouteGap } from '../model/endpoint.js';
import type { Finding } from '../model/finding.js';
import type { Scrape } from '../model/health-map.js';
import type { Migration } from '../model/migration.js';
import type { PlatformPolicy } from '../model/platform-policy.js';
import type { Probe } from '../model/probe.js';
import type { InService, Service } from '../model/service.js';
import type { Sighting } from '../model/sighting.js';
import type { Workload } from '../model/workload.js';

/** Everything that signals look at. */
export interface EvidenceFacts {
  readonly services: readonly Service[];
  /** Workloads of all platforms; the service is empty for third-party images. */
  readonly workloads: readonly InService<Workload>[];
  readonly migrations: readonly InService<Migration>[];
  readonly routes: readonly InService<Route>[];
  /** Why routes may be missing. */
  readonly routeGaps: readonly InService<RouteGap>[];
  readonly endpoints: readonly InService<Endpoint>[];
  readonly probes: readonly InService<Probe>[];
  readonly policies: readonly PlatformPolicy[];
  /** What collects the metrics of the workloads. */
  readonly scrapes: readonly InService<Scrape>[];
  readonly alerts: readonly InService<Alert>[];
  readonly slos: readonly InService<Slo>[];
  readonly alertRoutings: readonly InService<AlertRouting>[];
  /** What the recognisers of the signals saw. */
  readonly sightings: readonly InService<Sighting>[];
  readonly findings: readonly InService<Finding>[];
}
