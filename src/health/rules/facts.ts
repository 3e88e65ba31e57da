import type { Endpoint, Route, RouteGap } from '../../model/endpoint.js';
import type { Probe } from '../../model/probe.js';
import type { InService, Service } from '../../model/service.js';

/** Everything that the rules on health look at. */
export interface HealthFacts {
  readonly services: readonly Service[];
  readonly routes: readonly InService<Route>[];
  readonly gaps: readonly InService<RouteGap>[];
  readonly endpoints: readonly InService<Endpoint>[];
  readonly probes: readonly InService<Probe>[];
}
