import type { RouteComparison } from './documented-routes.js';
import type { Endpoint, Route, RouteGap } from './endpoint.js';
import type { HealthMap } from './health-map.js';
import type { Probe } from './probe.js';
import type { FindingsReport, Report, Verdict } from './report.js';
import type { InService } from './service.js';

/** What every command on health says of what it looked at. */
type Looked = Pick<Report, 'tool' | 'root' | 'commit' | 'skipped'>;

/** What `lintel health list` shows. */
export interface HealthInventory extends Looked {
  readonly endpoints: readonly InService<Endpoint>[];
  readonly probes: readonly InService<Probe>[];
  /** All routes, when they were asked for. */
  readonly routes?: readonly InService<Route>[];
  /** Why the list of a service's routes may lack some. */
  readonly gaps?: readonly InService<RouteGap>[];
  /** The repository's own OpenAPI documents held against the routes. */
  readonly comparisons?: readonly RouteComparison[];
}

/** What `lintel health check` found. */
export interface HealthCheck extends FindingsReport {
  readonly endpoints: readonly InService<Endpoint>[];
  readonly probes: readonly InService<Probe>[];
  readonly verdict: Verdict;
}

/** What `lintel health map` draws. */
export interface HealthMapReport extends Looked {
  readonly map: HealthMap;
}
