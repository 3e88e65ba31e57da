import type { Endpoint, Route } from './endpoint.js';
import type { Probe, ProbeKind } from './probe.js';
import type { InService } from './service.js';
import type { SourceSpan } from './source-span.js';

/** Something that collects a service's metrics. */
export interface Scrape {
  /** What says so: `annotations`, `ServiceMonitor`, `PodMonitor`, `scrape_configs`. */
  readonly by: string;
  /** Name of the workload, Service or host that is scraped. */
  readonly target: string;
  readonly path: string;
  readonly span: SourceSpan;
}

/** How a probe stands to the routes of its service. */
export type ProbeState = 'served' | 'not-served' | 'unverified' | 'not-http';

/** A probe in the map, and what is known of what it asks. */
export interface MappedProbe {
  readonly probe: InService<Probe>;
  readonly state: ProbeState;
  /** Why it is not sure, or what is wrong. */
  readonly reason?: string;
}

/** One place where a service runs: all its probes there. */
export interface MappedEnvironment {
  /** Platform, and the folder or file where a service has several of one platform: `kubernetes (overlays/prod)`. */
  readonly name: string;
  readonly probes: Readonly<Record<ProbeKind, readonly MappedProbe[]>>;
}

/** What watches a service, whole. */
export interface MappedService {
  readonly service: string;
  readonly endpoints: readonly InService<Endpoint>[];
  readonly environments: readonly MappedEnvironment[];
  readonly scrapes: readonly InService<Scrape>[];
  /** Routes that give metrics, scraped or not. */
  readonly metrics: readonly InService<Route>[];
  /** Alerts that speak of the service. */
  readonly alerts: number;
}

/** What would be worth the most to add or mend. */
export interface MapGap {
  readonly service: string;
  readonly text: string;
  readonly span?: SourceSpan;
}

/** Coverage per service: endpoint × probe × scrape × alert. */
export interface HealthMap {
  readonly services: readonly MappedService[];
  /** At most three, the most valuable first. */
  readonly gaps: readonly MapGap[];
}
