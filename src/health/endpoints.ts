import type { Endpoint, Route } from '../model/endpoint.js';
import type { Probe } from '../model/probe.js';
import type { InService } from '../model/service.js';
import { compareSpans, compareText } from '../model/source-span.js';
import { healthWords, isNeutralPrefix, plainPath, withoutFormat } from './path-words.js';
import { roleOf } from './roles.js';
import { routeAnswers } from './route-match.js';

/**
 * The routes that answer for the health of their service.
 *
 * A strong name (`/healthz`, `/health/ready`) is enough. A medium one (`/health`, `/ready`) is when nothing before it is of the product's
 * domain (`/orders/ready`), or a probe asks for it, or its handler shows it. A weak one needs a probe; `/ping` and `/status` are also
 * taken when the handler only returns a constant or pings a dependency, or when health routes stand beside them. Metrics, routes
 * that only POST and the like answer (switches of fault injection) and paths behind a parameter are never taken.
 * @returns sorted by place.
 */
export function healthEndpoints(
  routes: readonly InService<Route>[],
  probes: readonly InService<Probe>[],
): readonly InService<Endpoint>[] {
  // Code that belongs to nobody may be anything's: a probe of `/` there says nothing of a route.
  const asked = probes.filter(
    ({ path, host, service }) =>
      path !== undefined && host === undefined && !(service === '' && path === '/'),
  );
  const readable = routes.filter(({ method }) => ['GET', 'HEAD', 'ANY', 'GRPC'].includes(method));
  const basePaths = basePathsOf(routes);
  const plain = readable.flatMap((route) => {
    const asking =
      route.method === 'GRPC'
        ? probes.filter((probe) => probe.service === route.service && asksOverGrpc(probe))
        : asked.filter(
            (probe) =>
              probe.service === route.service &&
              isLiteral(route) &&
              routeAnswers(route.path, probe.path ?? ''),
          );
    const grade = gradeOf(route, asking, basePaths.get(route.service) ?? new Set());
    return grade === 'no' ? [] : [{ route, asking, grade }];
  });
  const sure = plain.filter(({ grade }) => grade === 'yes');
  const taken = plain.filter(
    ({ route, grade }) => grade === 'yes' || sure.some((other) => areNeighbours(other.route, route)),
  );
  return withoutRepeats(taken.map(({ route, asking }) => ({ ...route, ...roleOf(route, asking) }))).toSorted(
    (a, b) => compareSpans(a.span, b.span) || compareText(a.path, b.path),
  );
}

/** A probe of the platform's own, or a command with the client for it. */
function asksOverGrpc({ tool, transport }: Probe): boolean {
  return transport === 'grpc' || (transport === 'exec' && /^grpc[-_]health[-_]probe$/.test(tool ?? ''));
}

/** A route that takes anything answers every probe; that makes it no health endpoint. */
function isLiteral({ path }: Route): boolean {
  return !path.startsWith('/{');
}

/** yes, no, or only beside health routes. */
type Grade = 'yes' | 'no' | 'beside-others';

function gradeOf(route: InService<Route>, asking: readonly Probe[], basePath: ReadonlySet<string>): Grade {
  if (route.method === 'GRPC') return /^\/grpc\.health\.v1\.health(\/|$)/i.test(route.path) ? 'yes' : 'no';
  const words = healthWords(route.path);
  // The middleware that runs a framework's health checks is asked for nothing else, whatever its path is called.
  if (route.handler?.name === 'HealthChecks') return 'yes';
  if (!words) return 'no';
  if (words.tier === 'strong' || asking.length > 0) return 'yes';
  const own = new Set([...basePath, route.service.toLowerCase()]);
  const isNeutral = isNeutralPrefix(words.prefix, own);
  if (words.tier === 'medium') return isNeutral || isHealthHandler(route) ? 'yes' : 'no';
  // A page at `/`, `/info` or `/version` is often constant, and seldom about health.
  const isPage = route.handler?.name?.endsWith('.mount') === true;
  const plain = withoutFormat(plainPath(route.path));
  const isPart = /\/[\w-]*health[\w-]*\/[^/]+$/.test(plain);
  if (!isNeutral || isPage || !(isPart || /\/(ping|status)$/.test(plain))) return 'no';
  if (isPart) return pingsDependency(route) ? 'yes' : 'beside-others';
  // Whoever calls the code of `/ping` by that name means no page of the product.
  if (plain.endsWith('/ping') && pingName.test(route.handler?.name ?? '')) return 'yes';
  const looksAt = new Set(route.handler?.touches.map(({ dependency }) => dependency));
  // A page about one order reads the database; what looks at the database and the cache is about the service.
  const isOverview = looksAt.size > 1 && route.handler?.canFail === true;
  return route.handler?.constant === true || isOverview || pingsDependency(route) ? 'yes' : 'beside-others';
}

/** Names that only a check of the service itself bears: `projectHealth` is of the domain, `healthCheck` is not. */
const checkName =
  /(^|[.:#])(health_?checks?|check_?health|healthz|livez|readyz|liveness|readiness)(_?(probe|handler|check|endpoint))?$/i;

const pingName = /(^|[.:#])(handle_?|get_?)?(health_?)?ping(_?(handler|check|endpoint|action))?$/i;

function isHealthHandler(route: Route): boolean {
  const { handler } = route;
  if (!handler) return false;
  const isAboutItself = /\/(health|healthy|alive|heartbeat)$/.test(plainPath(route.path));
  return (
    pingsDependency(route) ||
    checkName.test(handler.name ?? '') ||
    (isAboutItself && handler.constant === true)
  );
}

/** The calls with which clients are asked whether they work, as opposed to queries for data. */
function pingsDependency(route: Route): boolean {
  return (
    route.handler?.touches.some(({ text }) =>
      /ping|select\s+1\b|select\s*\(?\s*1\s*\)?|authenticate|isvalid|is_?connected|readystate/i.test(text),
    ) === true
  );
}

/** How near two registrations must stand to be of one group, in lines. */
const neighbourhood = 12;

/**
 * At the root of a service `/status` beside `/healthz` is of the same kind, wherever in the file it stands, and `/health/queues` is a part of
 * `/health`.
 */
function areNeighbours(one: InService<Route>, other: InService<Route>): boolean {
  const parent = parentOf(one.path);
  if (one.service !== other.service || one.span.file !== other.span.file) return false;
  if (parentOf(other.path) === plainPath(one.path)) return true;
  return (
    parent === parentOf(other.path) &&
    (parent === '' || Math.abs(one.span.line - other.span.line) <= neighbourhood)
  );
}

function parentOf(path: string): string {
  const plain = plainPath(path);
  return plain.slice(0, plain.lastIndexOf('/'));
}

/** First segments that most routes of a service share: its base path (`/catalog` of `/catalog/health`), not a part of its domain. */
function basePathsOf(routes: readonly InService<Route>[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byService = new Map<string, string[]>();
  for (const { service, path } of routes) {
    const firsts = byService.get(service) ?? [];
    firsts.push(plainPath(path).split('/')[1] ?? '');
    byService.set(service, firsts);
  }
  return new Map(
    [...byService].map(([service, firsts]) => {
      const counts = new Map<string, number>();
      for (const first of firsts) counts.set(first, (counts.get(first) ?? 0) + 1);
      const shared = [...counts].filter(
        ([first, count]) => first !== '' && firsts.length >= 3 && count > firsts.length * 0.8,
      );
      return [service, new Set(shared.map(([first]) => first))];
    }),
  );
}

/** GET and HEAD of one path in one file are one endpoint. */
function withoutRepeats(endpoints: readonly InService<Endpoint>[]): readonly InService<Endpoint>[] {
  const placeOf = ({ service, path, span }: InService<Endpoint>): string =>
    JSON.stringify([service, path, span.file]);
  const readable = new Set(endpoints.filter(({ method }) => method !== 'HEAD').map(placeOf));
  const seen = new Set<string>();
  return endpoints.filter((endpoint) => {
    if (endpoint.method === 'HEAD' && readable.has(placeOf(endpoint))) return false;
    const key = `${placeOf(endpoint)}:${endpoint.span.line}`;
    return !seen.has(key) && seen.add(key);
  });
}
