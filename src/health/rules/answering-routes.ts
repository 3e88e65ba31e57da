import type { Route } from '../../model/endpoint.js';
import type { InService } from '../../model/service.js';
import type { Probe } from '../../model/probe.js';
import { routeAnswers } from '../route-match.js';
import type { HealthFacts } from './facts.js';

/** Frameworks that do not regard the case of letters unless they are told to, from their documentation. */
const caseless = new Set(['express', 'nestjs', 'koa', 'restify', 'aspnet']);

/** Whether a route answers a path, as its framework compares them. */
export function answers(route: Route, path: string): boolean {
  if (caseless.has(route.framework)) return routeAnswers(route.path.toLowerCase(), path.toLowerCase());
  if (!routeAnswers(route.path, path)) return false;
  // Go's mux takes the slash at the end seriously; `/health/` also answers `/health`, by a redirect.
  const isStrict = route.framework === 'go-net-http' && !route.path.includes('{');
  return !isStrict || !path.endsWith('/') || route.path.endsWith('/');
}

/** Whether the route is served on a port of its own that the probe does not ask. */
export function isOnOtherPort(route: Route, probe: Probe): boolean {
  return route.port !== undefined && typeof probe.port === 'number' && route.port !== probe.port;
}

/** Whether a probe's request can be answered by routes of that method; a command may well send a POST. */
export function isReadable({ method }: Route): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'ANY';
}

/** The routes of the probe's service that answer it: those without parameters alone, where there are some. */
export function answeringRoutes(probe: InService<Probe>, facts: HealthFacts): readonly InService<Route>[] {
  const { path, service } = probe;
  if (path === undefined) return [];
  const all = facts.routes.filter(
    (route) =>
      route.service === service && isReadable(route) && !isOnOtherPort(route, probe) && answers(route, path),
  );
  const exact = all.filter((route) => !route.path.includes('{'));
  return exact.length > 0 ? exact : all;
}

/** All routes of a service, when they are surely all: some are known, no mount was left open, and each path is whole. */
export function closedInventory(
  service: string,
  facts: HealthFacts,
): readonly InService<Route>[] | undefined {
  // What a gRPC server answers is no path that anybody could ask for over plain HTTP.
  const routes = facts.routes.filter((route) => route.service === service && route.method !== 'GRPC');
  return routes.length === 0 || openReason(service, facts) !== undefined ? undefined : routes;
}

/** Why the list of a service's routes may lack some; undefined when it is closed. */
export function openReason(service: string, facts: HealthFacts): string | undefined {
  const incomplete = facts.routes.find((route) => route.service === service && !route.pathComplete);
  if (incomplete !== undefined) return `the beginning of ${incomplete.path} is not known`;
  return facts.gaps.find((gap) => gap.service === service || mayBeBuiltInto(service, gap.service, facts))
    ?.reason;
}

/** Whether code of another owner may be part of a service: it belongs to nobody, or to a service around it (a module's root). */
export function mayBeBuiltInto(service: string, owner: string, { services }: HealthFacts): boolean {
  if (owner === '') return true;
  const inner = services.find(({ name }) => name === service)?.path ?? '';
  const outer = services.find(({ name }) => name === owner)?.path;
  return outer !== undefined && inner !== outer && (outer === '.' || inner.startsWith(`${outer}/`));
}

/** Tests for the development environment, as programs write them. */
const development =
  /\bdevelopment only\b|(?<!!\s?)\bIsDevelopment\(\)|NODE_ENV['"\])]*\s*(?:={2,3}\s*['"](?:dev|development)['"]|!={1,2}\s*['"]prod(?:uction)?['"])|(?<!not )\bsettings\.DEBUG\b|\bRails\.env\.(?:development|local)\?/;

/** Whether a route is there in development only, by the condition under which it is registered. */
export function isDevelopmentOnly({ condition }: Route): boolean {
  return condition !== undefined && development.test(condition);
}
