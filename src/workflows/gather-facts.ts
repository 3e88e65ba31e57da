import { readAlerts } from '../alerts/read.js';
import { readPlatformPolicies } from '../evidence/platform-policies.js';
import { readSightings } from '../evidence/read-sightings.js';
import { recognisers } from '../evidence/registry.js';
import { healthEndpoints } from '../health/endpoints.js';
import { readProbes, readRoutes } from '../health/read.js';
import { readScrapes } from '../health/scrapes/read-scrapes.js';
import { readHealthSurroundings } from '../health/surroundings.js';
import type { HealthSurroundings } from '../health/surroundings.js';
import { readMigrations } from '../migrations/read.js';
import type { Alert, AlertRouting, Slo } from '../model/alert.js';
import type { Endpoint, Route, RouteGap } from '../model/endpoint.js';
import type { Scrape } from '../model/health-map.js';
import type { Migration, MigrationSet } from '../model/migration.js';
import type { PlatformPolicy } from '../model/platform-policy.js';
import type { Probe } from '../model/probe.js';
import type { RepositoryView } from '../model/repository-view.js';
import type { InService, Service } from '../model/service.js';
import type { Sighting } from '../model/sighting.js';
import type { Skipped } from '../model/skipped.js';
import type { SourceSpan } from '../model/source-span.js';
import { compareSpans, compareText } from '../model/source-span.js';
import type { Workload } from '../model/workload.js';
import { findServices, nearestService } from '../services/find-services.js';
import { readServedCode } from '../services/served-code.js';
import { ownedAlerts } from './alerts/owned-alerts.js';
import { serviceOfProbe } from '../services/service-of-probe.js';

/** All facts of a repository, each with the service it belongs to. */
export interface Facts {
  readonly services: readonly Service[];
  readonly workloads: readonly InService<Workload>[];
  readonly migrationSets: readonly MigrationSet[];
  readonly migrations: readonly InService<Migration>[];
  readonly routes: readonly InService<Route>[];
  readonly routeGaps: readonly InService<RouteGap>[];
  readonly endpoints: readonly InService<Endpoint>[];
  readonly probes: readonly InService<Probe>[];
  readonly policies: readonly PlatformPolicy[];
  readonly healthSurroundings: HealthSurroundings;
  /** What collects the metrics of the workloads. */
  readonly scrapes: readonly InService<Scrape>[];
  readonly alerts: readonly InService<Alert>[];
  readonly slos: readonly InService<Slo>[];
  readonly alertRoutings: readonly InService<AlertRouting>[];
  /** What signals rest on that no other reader gives. */
  readonly sightings: readonly InService<Sighting>[];
  readonly skipped: readonly Skipped[];
  /** Readers that broke down; their facts are missing. */
  readonly failures: readonly { readonly part: string; readonly message: string }[];
}

/** Told before each part of the work begins, for progress on a terminal. */
export type Progress = (part: string) => void;

/** Parts of the facts that may be left out where they are not wanted. */
export interface Parts {
  readonly migrations: boolean;
  /** What only the questions of the checklist need. */
  readonly sightings: boolean;
}

/** All there is. */
export const everything: Parts = { migrations: true, sightings: true };

/**
 * Runs all readers over a view and gives every fact to its service. A reader that breaks down costs its facts, not the others'.
 * @param parts which parts may be left out, where only some are wanted.
 */
export async function gatherFacts(
  view: RepositoryView,
  progress: Progress = () => undefined,
  parts: Parts = everything,
): Promise<Facts> {
  const failures: { part: string; message: string }[] = [];
  const attempt = async <Result>(
    part: string,
    empty: Result,
    read: () => Promise<Result>,
  ): Promise<Result> => {
    progress(part);
    try {
      return await read();
    } catch (error) {
      failures.push({ part, message: error instanceof Error ? error.message : String(error) });
      return empty;
    }
  };

  const units = await attempt('services', { services: [], workloads: [], skipped: [] }, () =>
    findServices(view),
  );
  const noMigrations = { sets: [], migrations: [], skipped: [] };
  const migrations = parts.migrations
    ? await attempt('migrations', noMigrations, () => readMigrations(view))
    : noMigrations;
  const probes = await attempt('probes', { facts: [], skipped: [] }, () => readProbes(view));
  const routes = await attempt('routes', { routes: [], gaps: [], skipped: [] }, () =>
    readRoutes(view, probes.facts),
  );
  const policies = await attempt('policies', { facts: [], skipped: [] }, () => readPlatformPolicies(view));

  const alerts = await attempt('alerts', { alerts: [], slos: [], routings: [], skipped: [] }, () =>
    readAlerts(view),
  );

  const nothingServed = { serves: () => false, ownersOf: () => [''] };
  const served = parts.sightings
    ? await attempt('served code', nothingServed, () => readServedCode(view, units.services))
    : nothingServed;
  const sightings = parts.sightings
    ? await attempt('evidence', { facts: [], skipped: [] }, () =>
        readSightings(view, recognisers, (path) => served.serves(path)),
      )
    : { facts: [], skipped: [] };

  const owned = <Fact extends { readonly span: SourceSpan }>(
    facts: readonly Fact[],
  ): readonly InService<Fact>[] =>
    facts
      .map((fact) => ({ ...fact, service: nearestService(units.services, fact.span.file) }))
      .toSorted((a, b) => compareSpans(a.span, b.span));

  const ownedRoutes = owned(routes.routes);
  const ownedProbes = owned(probes.facts).map((probe) => ({
    ...probe,
    service: serviceOfProbe(probe, units.services, units.workloads),
  }));
  const workloads = owned(units.workloads).map((workload) => ({
    ...workload,
    service: serviceOfWorkload(workload, units.services),
  }));
  const healthSurroundings = await attempt('health', { images: [], unheardPorts: [], deafServices: [] }, () =>
    readHealthSurroundings(
      {
        services: units.services,
        workloads,
        routes: ownedRoutes,
        probes: ownedProbes,
      },
      view,
    ),
  );
  const scrapes = await attempt('scrapes', [], () => readScrapes(view, workloads));
  return {
    services: units.services,
    workloads,
    migrationSets: migrations.sets,
    migrations: owned(migrations.migrations),
    routes: ownedRoutes,
    routeGaps: owned(routes.gaps),
    endpoints: healthEndpoints(ownedRoutes, ownedProbes),
    probes: ownedProbes,
    policies: policies.facts,
    healthSurroundings,
    scrapes,
    ...ownedAlerts(alerts, units.services),
    // What a library of the repository does is done by every service that is built from it.
    sightings: sightings.facts
      .flatMap((fact) => served.ownersOf(fact.span.file).map((service) => ({ ...fact, service })))
      .toSorted((a, b) => compareSpans(a.span, b.span)),
    skipped: mergeSkipped([
      ...view.skipped,
      ...units.skipped,
      ...migrations.skipped,
      ...routes.skipped,
      ...probes.skipped,
      ...policies.skipped,
      ...alerts.skipped,
      ...sightings.skipped,
    ]),
    failures,
  };
}

/** A workload's service is the one that it was linked to; none when it runs a third-party image. */
function serviceOfWorkload(workload: InService<Workload>, services: readonly Service[]): string {
  const linked = services.find((service) =>
    service.workloads.some(
      (link) => compareSpans(link.span, workload.span) === 0 && link.name === workload.name,
    ),
  );
  return linked?.name ?? '';
}

function mergeSkipped(skipped: readonly Skipped[]): readonly Skipped[] {
  const unique = new Map(
    skipped.map((skip) => [JSON.stringify([skip.file, skip.line, skip.reason, skip.detail]), skip]),
  );
  return [...unique.values()].toSorted(
    (a, b) => compareText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || compareText(a.reason, b.reason),
  );
}
