import type { Handler, Route, RouteGap } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { exposedEndpoints } from './actuator-exposure.js';
import type { HealthIndicator } from './health-indicators.js';
import { join } from '../jvm/paths.js';
import { canonicalName, isOpen, settled } from '../jvm/settings.js';
import type { SpringSettings } from '../jvm/settings.js';

/** A module with the actuator: where its dependency stands, and its settings. */
export interface ActuatorModule {
  readonly dependency: SourceSpan;
  readonly settings: SpringSettings;
  /** Context path and servlet path of the application. */
  readonly prefix: string;
  readonly isPrefixKnown: boolean;
  /** Of Spring Boot; undefined = not known. */
  readonly bootVersion: string | undefined;
  readonly indicators: readonly HealthIndicator[];
}

/** Settings that move routes: when only the environment knows one, the list of routes is open. */
const moving = [
  'management.server.port',
  'management.server.base-path',
  'management.endpoints.web.base-path',
  'management.endpoints.web.path-mapping.health',
  'management.endpoints.web.exposure.include',
  'management.endpoints.web.exposure.exclude',
  'management.endpoint.health.probes.enabled',
];

/**
 * The routes that Spring Boot's actuator serves by itself.
 * Source: https://docs.spring.io/spring-boot/reference/actuator/endpoints.html: the `liveness` and `readiness` groups exist on Kubernetes
 * or when `management.endpoint.health.probes.enabled` says so, since Boot 4 always; groups are served under `/health/<group>`,
 * `additional-path` puts one on a port of its choice as well; components are answered for only when they are shown.
 */
export function actuatorRoutes(module: ActuatorModule): {
  readonly routes: readonly Route[];
  readonly gaps: readonly RouteGap[];
} {
  const { settings, dependency } = module;
  const gaps = moving
    .filter((name) => isOpen(settings, name))
    .map((name) => ({ framework: 'spring', span: dependency, reason: `only the environment knows ${name}` }));
  const exposed = exposedEndpoints(settings);
  const management = managementServer(module);
  if (management.port === -1) return { routes: [], gaps };
  const base = basePath(module);
  const root = join(management.isApart ? management.context : module.prefix, base);
  const at = (path: string, extra: Partial<Route> = {}): Route => ({
    framework: 'spring',
    method: 'GET',
    path,
    pathComplete: management.isApart || module.isPrefixKnown,
    span: dependency,
    servedBy: 'dependency',
    ...(management.isApart &&
      management.port !== undefined &&
      management.port > 0 && { port: management.port }),
    confidence: 'high',
    ...extra,
  });
  const routes: Route[] = [];
  if (exposed.includes('health')) {
    const mapped = settled(settings, 'management.endpoints.web.path-mapping.health') ?? 'health';
    routes.push(...healthRoutes(module, join(root, mapped), at, management.isApart));
  }
  for (const id of exposed.filter((one) => one !== 'health'))
    routes.push(
      at(
        join(
          root,
          id === '*'
            ? '{endpoint}'
            : (settled(settings, `management.endpoints.web.path-mapping.${id}`) ?? id),
        ),
      ),
    );
  const isInfoDefault =
    !settings.has(canonicalName('management.endpoints.web.exposure.include')) &&
    isBefore(module.bootVersion, 2, 5);
  if (isInfoDefault && exposed.length > 0) routes.push(at(join(root, 'info')));
  return { routes, gaps };
}

type RouteAt = (path: string, extra?: Partial<Route>) => Route;

function healthRoutes(module: ActuatorModule, path: string, at: RouteAt, isApart: boolean): readonly Route[] {
  const { settings, bootVersion } = module;
  const probes =
    settled(settings, 'management.endpoint.health.probes.enabled') ??
    settled(settings, 'management.health.probes.enabled');
  const isAlwaysOn =
    probes === 'true' || (probes === undefined && bootVersion !== undefined && !isBefore(bootVersion, 4, 0));
  const condition = isAlwaysOn
    ? {}
    : { condition: 'on Kubernetes, where Spring Boot switches the probe groups on by itself' };
  const hasProbes = probes !== 'false' && (bootVersion === undefined || !isBefore(bootVersion, 2, 3));
  const own = groupsIn(settings);
  const routes = [at(path, { handler: handlerOf(module, undefined) })];
  for (const group of new Set([...(hasProbes ? ['liveness', 'readiness'] : []), ...own])) {
    const include = settled(settings, `management.endpoint.health.group.${group}.include`);
    const isProbe = group === 'liveness' || group === 'readiness';
    const handler = handlerOf(
      module,
      include?.split(',').map((name) => canonicalName(name.trim())) ?? (isProbe ? [] : undefined),
    );
    const when = isProbe && !own.includes(group) ? condition : {};
    routes.push(at(join(path, group), { handler, ...when }));
    const additional = settled(settings, `management.endpoint.health.group.${group}.additional-path`);
    const isOnMain =
      settled(settings, 'management.endpoint.health.probes.add-additional-paths') === 'true' &&
      isProbe &&
      hasProbes;
    const written =
      additional ?? (isOnMain ? `server:${group === 'liveness' ? '/livez' : '/readyz'}` : undefined);
    const match = written === undefined ? null : /^(server|management):(.+)$/.exec(written);
    if (!match) continue;
    const isServer = match[1] === 'server';
    // There is no management server to put it on.
    if (!isServer && !isApart) continue;
    const { port: _port, ...route } = at(join(isServer ? module.prefix : '', match[2] ?? ''), {
      handler,
      ...when,
    });
    routes.push(
      isServer
        ? { ...route, pathComplete: module.isPrefixKnown }
        : at(join(match[2] ?? ''), { handler, ...when }),
    );
  }
  const shown =
    settled(settings, 'management.endpoint.health.show-components') ??
    settled(settings, 'management.endpoint.health.show-details');
  if (shown !== undefined && shown.toLowerCase() !== 'never') routes.push(at(join(path, '{*component}')));
  return routes;
}

/** What a group looks at; `names` are indicators in canonical form, undefined = all. */
function handlerOf({ indicators }: ActuatorModule, names: readonly string[] | undefined): Handler {
  const asked = indicators.filter(
    ({ name }) => names === undefined || names.includes('*') || names.includes(canonicalName(name)),
  );
  return { touches: asked.flatMap(({ touches }) => touches), canFail: true };
}

function managementServer({ settings }: ActuatorModule): {
  port: number | undefined;
  isApart: boolean;
  context: string;
} {
  const written = settled(settings, 'management.server.port') ?? settled(settings, 'management.port');
  const port = portOf(written);
  const main = portOf(settled(settings, 'server.port') ?? '8080');
  const context =
    settled(settings, 'management.server.base-path') ??
    settled(settings, 'management.server.servlet.context-path') ??
    '';
  return { port, isApart: port !== undefined && (port === 0 || port !== main), context };
}

function basePath({ settings, bootVersion }: ActuatorModule): string {
  const isOld = bootVersion !== undefined && isBefore(bootVersion, 2, 0);
  return isOld
    ? (settled(settings, 'management.context-path') ?? '')
    : (settled(settings, 'management.endpoints.web.base-path') ?? '/actuator');
}

/** Names of the groups that the settings define. */
function groupsIn(settings: SpringSettings): readonly string[] {
  const prefix = 'management.endpoint.health.group.';
  const names = [...settings.keys()].flatMap((key) =>
    key.startsWith(prefix) && key.includes('.', prefix.length)
      ? (key.slice(prefix.length).split('.')[0] ?? [])
      : [],
  );
  return [...new Set(names)].toSorted();
}

function portOf(value: string | undefined): number | undefined {
  return value !== undefined && /^-?\d+$/.test(value) ? Number(value) : undefined;
}

/** Whether a version is older; one that is not known may be. */
function isBefore(version: string | undefined, major: number, minor: number): boolean {
  const match = /^(\d+)\.(\d+)/.exec(version ?? '');
  if (!match) return true;
  const [ofMajor, ofMinor] = [Number(match[1]), Number(match[2])];
  return ofMajor < major || (ofMajor === major && ofMinor < minor);
}
