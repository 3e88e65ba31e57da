import type { DocumentedRoute } from '../model/documented-routes.js';
import type { Route } from '../model/endpoint.js';
import type { HealthInventory, HealthMapReport } from '../model/health-report.js';
import type { MappedProbe } from '../model/health-map.js';
import type { InService } from '../model/service.js';
import { reportSchemaVersion, toJsonEndpoint, toJsonProbe, toJsonSkipped } from './json.js';
import type { JsonValue } from './json.js';

/** What `lintel health list --json` prints. */
export function toJsonHealth(inventory: HealthInventory): JsonValue {
  const { routes, gaps, comparisons } = inventory;
  return {
    ...headOf(inventory),
    endpoints: inventory.endpoints.map(toJsonEndpoint),
    probes: inventory.probes.map(toJsonProbe),
    ...(routes && { routes: routes.map(toJsonRoute) }),
    ...(gaps && {
      gaps: gaps.map(({ service, framework, reason, span }) => ({
        service,
        framework,
        reason,
        file: span.file,
        line: span.line,
      })),
    }),
    ...(comparisons && {
      openapi: comparisons.map(({ missing, ...comparison }) => ({
        ...comparison,
        missing: missing.map(toJsonDocumented),
      })),
    }),
    skipped: inventory.skipped.map(toJsonSkipped),
  };
}

/** What `lintel health map --json` prints. */
export function toJsonHealthMap(report: HealthMapReport): JsonValue {
  const { services, gaps } = report.map;
  return {
    ...headOf(report),
    services: services.map((service) => ({
      service: service.service,
      endpoints: service.endpoints.map(toJsonEndpoint),
      environments: service.environments.map(({ name, probes }) => ({
        name,
        liveness: probes.liveness.map(toJsonMapped),
        readiness: probes.readiness.map(toJsonMapped),
        startup: probes.startup.map(toJsonMapped),
        healthcheck: probes.healthcheck.map(toJsonMapped),
      })),
      scrapes: service.scrapes.map(({ by, target, path, span }) => ({
        by,
        target,
        path,
        file: span.file,
        line: span.line,
      })),
      metrics: service.metrics.map(toJsonRoute),
      alerts: service.alerts,
    })),
    gaps: gaps.map(({ service, text, span }) => ({
      service,
      text,
      file: span?.file ?? null,
      line: span?.line ?? null,
    })),
    skipped: report.skipped.map(toJsonSkipped),
  };
}

function headOf({ tool, root, commit }: Pick<HealthInventory, 'tool' | 'root' | 'commit'>): {
  readonly [key: string]: JsonValue;
} {
  return {
    schemaVersion: reportSchemaVersion,
    tool: { name: tool.name, version: tool.version },
    root,
    commit,
  };
}

function toJsonMapped({ probe, state, reason }: MappedProbe): JsonValue {
  const { platform, transport, path, port, effect, span } = probe;
  return {
    platform,
    transport,
    path: path ?? null,
    port: port ?? null,
    effect,
    state,
    reason: reason ?? null,
    file: span.file,
    line: span.line,
  };
}

function toJsonRoute(route: InService<Route>): JsonValue {
  return {
    service: route.service,
    framework: route.framework,
    method: route.method,
    path: route.path,
    pathComplete: route.pathComplete,
    handler: route.handler?.name ?? null,
    servedBy: route.servedBy,
    port: route.port ?? null,
    condition: route.condition ?? null,
    guards: (route.guards ?? []).map(({ kind, text, span }) => ({
      kind,
      text,
      file: span.file,
      line: span.line,
    })),
    file: route.span.file,
    line: route.span.line,
    confidence: route.confidence,
  };
}

function toJsonDocumented({ method, path, span }: DocumentedRoute): JsonValue {
  return { method, path, file: span.file, line: span.line };
}
