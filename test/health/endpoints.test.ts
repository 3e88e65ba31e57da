import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { healthEndpoints } from '../../src/health/endpoints.js';
import type { Route } from '../../src/model/endpoint.js';
import type { InService } from '../../src/model/service.js';
import { constant, pinging, probe, route } from './facts.js';

const pathsOf = (...args: Parameters<typeof healthEndpoints>): readonly string[] =>
  healthEndpoints(...args).map(({ path }) => path);
const isTaken = (path: string, more: Partial<InService<Route>> = {}): boolean =>
  pathsOf([route(path, more)], []).length === 1;

describe('parts of a health endpoint', () => {
  it('are taken beside the whole, in the same file, and by themselves only when they ping something', () => {
    const elsewhere = { file: 'src/other.js', line: 3, column: 1, endLine: 3, endColumn: 2 };
    expect(pathsOf([route('/health'), route('/health/certs', {}, 40)], [])).toEqual([
      '/health',
      '/health/certs',
    ]);
    expect(pathsOf([route('/health'), route('/health/records', { span: elsewhere })], [])).toEqual([
      '/health',
    ]);
    expect(isTaken('/health/records')).toBe(false);
    expect(isTaken('/health/{id}')).toBe(false);
    expect(isTaken('/patients/health/records', { handler: pinging })).toBe(false);
    expect(isTaken('/health/search', { handler: pinging })).toBe(true);
  });
});

describe('names that are enough', () => {
  it.each([
    '/healthz',
    '/livez',
    '/readyz',
    '/startupz',
    '/health-check',
    '/healthcheck',
    '/health_check',
    '/_health',
    '/_healthz',
    '/-/healthy',
    '/-/ready',
    '/__heartbeat__',
    '/__lbheartbeat__',
    '/actuator/health',
    '/actuator/health/liveness',
    '/actuator/health/{*path}',
    '/q/health/ready',
    '/minio/health/live',
    '/health/live',
    '/api/v1/health/readiness',
    '/healthz/ready',
    '/liveness',
    '/ht/',
    '/hc',
    '/okcomputer',
    '/.well-known/apollo/server-health',
    '/catalog/admin/healthz',
    '/HealthCheck',
    '/api/{version}/healthz',
    '/api/v{version}/health',
    '/health',
    '/api/health',
    '/api/v2/health/',
    '/internal/ready',
    '/live',
    '/alive',
    '/up',
    '/heartbeat',
    '/orders-service/health',
    '/app/health',
    '/health/db',
    '/upcheck',
    '/health/detailed',
  ])('%s', (path) => expect(isTaken(path)).toBe(true));

  it('takes the gRPC service, by its full name only', () => {
    expect(isTaken('/grpc.health.v1.Health/Check', { method: 'GRPC' })).toBe(true);
    expect(isTaken('/shop.Health/Check', { method: 'GRPC' })).toBe(false);
  });
});

describe('names that are not', () => {
  it.each([
    '/projects/{id}/health',
    '/{tenant}/healthz',
    '/projects/health',
    '/orders/ready',
    '/events/live',
    '/team/heartbeat',
    '/status/{code}',
    '/health/{patient}',
    '/health/records',
    '/healthy-recipes',
    '/health-report',
    '/healthchecks',
    '/startups',
    '/uptime',
    '/metrics',
    '/actuator/prometheus',
    '/health/metrics',
    '/livestream',
    '/users',
    '/',
    '/version',
    '/info',
    '/status',
    '/ping',
    '/orders/status',
    '/catalog/hc',
  ])('%s', (path) => expect(isTaken(path)).toBe(false));

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const)('%s /healthz is a switch', (method) => {
    expect(isTaken('/healthz', { method })).toBe(false);
  });
});

describe('evidence for names that are not enough', () => {
  it('takes what a probe of the same service asks for', () => {
    const asking = probe('/status/');
    expect(pathsOf([route('/status')], [asking])).toEqual(['/status']);
    expect(pathsOf([route('/')], [probe('/')])).toEqual(['/']);
    expect(pathsOf([route('/orders/ready')], [probe('/orders/ready')])).toEqual(['/orders/ready']);
    expect(pathsOf([route('/status')], [{ ...asking, service: 'other' }])).toEqual([]);
    expect(pathsOf([route('/status')], [{ ...asking, host: 'db' }])).toEqual([]);
    expect(pathsOf([route('/{*rest}'), route('/login')], [probe('/login'), probe('/x')])).toEqual([]);
    expect(pathsOf([route('/metrics')], [probe('/metrics')])).toEqual([]);
  });

  it('takes constant handlers and pings of dependencies, but no page that is merely constant', () => {
    expect(isTaken('/ping', { handler: constant })).toBe(true);
    expect(isTaken('/api/status', { handler: pinging })).toBe(true);
    const asks = { touches: [], canFail: true, constant: false };
    expect(isTaken('/api/ping', { handler: { ...asks, name: 'StatusController::pingAction' } })).toBe(true);
    expect(isTaken('/hosts/ping', { handler: { ...asks, name: 'ping' } })).toBe(false);
    expect(isTaken('/nginx_health')).toBe(true);
    expect(isTaken('/project_health')).toBe(false);
    expect(isTaken('/ping', { handler: { ...asks, name: 'pingController.ping' } })).toBe(true);
    expect(isTaken('/ping', { handler: { ...asks, name: 'listMonitors' } })).toBe(false);
    expect(isTaken('/users/health', { handler: constant })).toBe(true);
    expect(isTaken('/users/health', { handler: { touches: [], name: 'UserController.healthCheck' } })).toBe(
      true,
    );
    expect(isTaken('/projects/health', { handler: { touches: [], name: 'getProjectHealth' } })).toBe(false);
    const pages = ['/', '/version', '/info', '/orders/status'];
    expect(pages.filter((path) => isTaken(path, { handler: constant }))).toEqual([]);
  });

  it('takes /ping and /status beside health routes of the same group', () => {
    const group = [route('/api/healthz', {}, 10), route('/api/ping', {}, 12)];
    expect(pathsOf(group, [])).toEqual(['/api/healthz', '/api/ping']);
    expect(pathsOf([route('/api/healthz', {}, 10), route('/api/ping', {}, 60)], [])).toEqual([
      '/api/healthz',
    ]);
    expect(pathsOf([route('/healthz', {}, 10), route('/api/ping', {}, 12)], [])).toEqual(['/healthz']);
  });

  it('takes a word behind the base path that all routes of a service share', () => {
    const routes = ['/shop/items', '/shop/items/{id}', '/shop/cart', '/shop/health'].map((path, n) =>
      route(path, {}, n),
    );
    expect(pathsOf(routes, [])).toEqual(['/shop/health']);
    expect(pathsOf([...routes, route('/a'), route('/b')], [])).toEqual([]);
  });

  it('counts GET and HEAD of one registration once', () => {
    const both = [route('/healthz', { method: 'HEAD' }), route('/healthz')];
    expect(healthEndpoints(both, []).map(({ method }) => method)).toEqual(['GET']);
    expect(healthEndpoints([...both, route('/healthz', {}, 9)], [])).toHaveLength(2);
  });
});

describe('roles', () => {
  const roleOf = (
    path: string,
    more: Partial<InService<Route>> = {},
    probes = [] as ReturnType<typeof probe>[],
  ) => healthEndpoints([route(path, more)], probes).map(({ role, roleReason }) => [role, roleReason])[0];

  it.each([
    ['/livez', 'liveness'],
    ['/health/live', 'liveness'],
    ['/__lbheartbeat__', 'liveness'],
    ['/healthz', 'liveness'],
    ['/readyz', 'readiness'],
    ['/-/ready', 'readiness'],
    ['/health/readiness', 'readiness'],
    ['/__heartbeat__', 'readiness'],
    ['/health/started', 'startup'],
    ['/health', 'health'],
    ['/up', 'health'],
    ['/actuator/health/{*path}', 'health'],
  ])('%s is for %s', (path, role) => expect(roleOf(path)?.[0]).toBe(role));

  it('lets the handler decide on general names, and the name on clear ones', () => {
    expect(roleOf('/health', { handler: pinging })).toEqual(['readiness', 'its handler looks at db']);
    expect(roleOf('/healthz', { handler: pinging })).toEqual(['readiness', 'its handler looks at db']);
    expect(roleOf('/livez', { handler: pinging })).toEqual(['liveness', 'named /livez']);
    expect(roleOf('/health', { handler: { ...pinging, canFail: false } })).toEqual([
      'health',
      'named /health',
    ]);
    expect(roleOf('/heartbeat', { handler: constant })).toEqual([
      'liveness',
      'its handler returns a constant',
    ]);
  });

  it('lets the probes decide what is still open, when they agree', () => {
    const readiness = probe('/health', { kind: 'readiness', effect: 'de-route' });
    expect(roleOf('/health', {}, [readiness])).toEqual(['readiness', 'a readiness probe asks for it']);
    expect(roleOf('/health', {}, [probe('/health')])).toEqual(['liveness', 'a liveness probe asks for it']);
    expect(roleOf('/health', {}, [readiness, probe('/health')])?.[0]).toBe('health');
    expect(roleOf('/health', {}, [probe('/health', { kind: 'healthcheck', effect: 'gate' })])?.[0]).toBe(
      'health',
    );
    expect(roleOf('/livez', {}, [probe('/livez', { kind: 'readiness' })])?.[0]).toBe('liveness');
  });
});

it('is total, keeps the routes as they are, and does not depend on their order', () => {
  const segment = fc.constantFrom(
    'health',
    'healthz',
    'ready',
    'api',
    'orders',
    '{id}',
    '{*rest}',
    'ping',
    '',
    'live',
  );
  const path = fc.array(segment, { maxLength: 5 }).map((segments) => `/${segments.join('/')}`);
  fc.assert(
    fc.property(fc.uniqueArray(path, { maxLength: 12 }), (paths) => {
      const routes = paths.map((one, line) => route(one, {}, line + 1));
      const found = healthEndpoints(routes, []);
      expect(healthEndpoints(routes.toReversed(), [])).toEqual(found);
      for (const { role: _, roleReason: __, ...rest } of found) expect(routes).toContainEqual(rest);
      expect(found.every(({ path: one }) => !/\{[^}]*\}\/./.test(one))).toBe(true);
    }),
  );
});
