import type { Route, RouteGap } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { canonicalName, settled } from './settings.js';
import type { SpringSettings } from './settings.js';

/** A module with the actuator: where its dependency stands, and its settings. */
export interface ActuatorModule {
  readonly dependency: SourceSpan;
  readonly settings: SpringSettings;
}

/**
 * The health routes that Spring Boot's actuator serves by itself.
 * Source: https://docs.spring.io/spring-boot/reference/actuator/endpoints.html: `health` is the only endpoint exposed over HTTP by
 * default; the `liveness` and `readiness` groups exist on Kubernetes or when `management.endpoint.health.probes.enabled` says so;
 * groups are served under `/health/<group>`, `additional-path` puts one on either port as well.
 */
export function actuatorRoutes({ dependency, settings }: ActuatorModule): {
  readonly routes: readonly Route[];
  readonly gaps: readonly RouteGap[];
} {
  if (!isServed(settings)) return { routes: [], gaps: [] };
  const port = portOf(settled(settings, 'management.server.port'));
  const mainPort = portOf(settled(settings, 'server.port'));
  const apart = port !== undefined && port !== (mainPort ?? 8080);
  if (port === -1) return { routes: [], gaps: [] };
  const context = apart
    ? (settled(settings, 'management.server.base-path') ?? '')
    : (settled(settings, 'server.servlet.context-path') ??
      settled(settings, 'spring.webflux.base-path') ??
      '');
  const base = settled(settings, 'management.endpoints.web.base-path') ?? '/actuator';
  const mapped = settled(settings, 'management.endpoints.web.path-mapping.health') ?? 'health';
  const path = join(context, base, mapped);
  const route = (at: string, condition?: string, onPort = apart ? port : undefined): Route => ({
    framework: 'spring',
    method: 'GET',
    path: at,
    pathComplete: true,
    span: dependency,
    servedBy: 'dependency',
    ...(onPort !== undefined && { port: onPort }),
    ...(condition !== undefined && { condition }),
    handler: { touches: [], canFail: true },
    confidence: 'high',
  });
  const probes =
    settled(settings, 'management.endpoint.health.probes.enabled') ??
    settled(settings, 'management.health.probes.enabled');
  const groups = customGroups(settings);
  const additional = settled(settings, 'management.endpoint.health.probes.add-additional-paths') === 'true';
  const condition =
    probes === 'true' ? undefined : 'on Kubernetes, where Spring Boot switches the probe groups on by itself';
  const probeGroups = probes === 'false' ? [] : ['liveness', 'readiness'];
  const extraPaths = groups.flatMap((group) => {
    const extra = settled(settings, `management.endpoint.health.group.${group}.additional-path`);
    // `server:/healthz` and `management:/healthz`.
    const match = extra === undefined ? null : /^(server|management):(.+)$/.exec(extra);
    return match
      ? [route(join('', match[2] ?? ''), undefined, match[1] === 'management' && apart ? port : undefined)]
      : [];
  });
  return {
    routes: [
      route(path),
      ...probeGroups.map((group) => route(join(path, group), condition)),
      ...(additional && probeGroups.length > 0
        ? [route('/livez', condition, undefined), route('/readyz', condition, undefined)].map((main) =>
            withoutPort(main),
          )
        : []),
      ...groups.filter((group) => !probeGroups.includes(group)).map((group) => route(join(path, group))),
      ...extraPaths,
    ],
    gaps: [],
  };
}

function withoutPort(route: Route): Route {
  const { port: _port, ...rest } = route;
  return rest;
}

/** Whether the health endpoint answers over HTTP at all. */
function isServed(settings: SpringSettings): boolean {
  const off = (name: string): boolean => /^(false|none)$/i.test(settled(settings, name) ?? '');
  if (off('management.endpoint.health.enabled') || off('management.endpoint.health.access')) return false;
  if (
    off('management.endpoints.enabled-by-default') &&
    settled(settings, 'management.endpoint.health.enabled') !== 'true'
  )
    return false;
  const list = (name: string): readonly string[] | undefined =>
    settled(settings, name)
      ?.split(',')
      .map((item) => item.trim().replaceAll(/^["']|["']$/g, ''));
  const excluded = list('management.endpoints.web.exposure.exclude') ?? [];
  if (excluded.includes('*') || excluded.includes('health')) return false;
  const included = list('management.endpoints.web.exposure.include');
  return included === undefined || included.includes('*') || included.includes('health');
}

/** Names of the groups that the settings define. */
function customGroups(settings: SpringSettings): readonly string[] {
  const prefix = canonicalName('management.endpoint.health.group.');
  const names = [...settings.keys()].flatMap((key) =>
    key.startsWith(prefix) ? (key.slice(prefix.length).split('.')[0] ?? []) : [],
  );
  return [...new Set(names)].toSorted();
}

function portOf(value: string | undefined): number | undefined {
  return value !== undefined && /^-?\d+$/.test(value) ? Number(value) : undefined;
}

/** Joins path segments with single slashes; always begins with one, never ends with one. */
export function join(...segments: readonly string[]): string {
  const path = segments
    .map((segment) => segment.trim().replaceAll(/^\/+|\/+$/g, ''))
    .filter((segment) => segment !== '')
    .join('/');
  return `/${path}`;
}
