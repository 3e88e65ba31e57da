import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { healthEndpoints } from '../../../src/health/endpoints.js';
import { routeAnswers } from '../../../src/health/route-match.js';
import { checkCannotFail } from '../../../src/health/rules/check-cannot-fail.js';
import type { HealthFacts } from '../../../src/health/rules/facts.js';
import { identicalProbes } from '../../../src/health/rules/identical-probes.js';
import { editDistance } from '../../../src/health/rules/near-misses.js';
import { probePathNotServed } from '../../../src/health/rules/probe-path-not-served.js';
import { restartOnDependency } from '../../../src/health/rules/restart-on-dependency.js';
import type { Route } from '../../../src/model/endpoint.js';
import type { Probe } from '../../../src/model/probe.js';
import type { InService } from '../../../src/model/service.js';
import { pinging, probe, route } from '../facts.js';

/** Facts of a service `app` that Deployment `app` and compose service `app` run, with image `app`. */
function factsOf(
  routes: readonly InService<Route>[],
  probes: readonly InService<Probe>[],
  more: Partial<HealthFacts> = {},
): HealthFacts {
  const link = (kind: string, file: string) => ({
    platform: 'x',
    kind,
    name: 'app',
    span: { file, line: 1, column: 1, endLine: 2, endColumn: 1 },
    reason: 'image app',
  });
  const workloads = [link('Deployment', 'k8s/app.yaml'), link('compose service', 'compose.yaml')];
  return {
    services: [{ name: 'app', path: '.', languages: [], reasons: [], images: ['team/app'], workloads }],
    routes,
    gaps: [],
    workloads: [],
    policies: [],
    skipped: [],
    images: [],
    unheardPorts: [],
    deafServices: [],
    endpoints: healthEndpoints(routes, probes),
    probes,
    ...more,
  };
}

describe('health-probe-path-not-served', () => {
  const messages = (facts: HealthFacts): readonly string[] =>
    probePathNotServed.check(facts).map(({ severity, message }) => `${severity}: ${message}`);
  const others = [route('/users'), route('/users/{id}')];

  it('is silent where code that belongs to nobody serves the path, or may serve more', () => {
    const probes = [probe('/healthz')];
    const shared = { service: '' };
    expect(messages(factsOf(others, probes))).toHaveLength(1);
    expect(messages(factsOf([...others, route('/healthz', shared)], probes))).toEqual([]);
    const gap = { framework: 'echo', span: others[0]?.span ?? probe('/').span, reason: 'echo', ...shared };
    expect(messages(factsOf(others, probes, { gaps: [gap] }))).toEqual([]);
  });

  it.each([
    [
      'another word',
      [route('/healthz'), ...others],
      probe('/health'),
      'error: The liveness probe of Deployment app asks for /health, which the service does not serve; it serves /healthz (one letter differs): the container is restarted again and again.',
    ],
    [
      'a prefix is missing',
      [route('/api/healthz'), ...others],
      probe('/healthz', { kind: 'readiness', effect: 'de-route' }),
      'error: The readiness probe of Deployment app asks for /healthz, which the service does not serve; it serves /api/healthz (it has the prefix /api): no instance gets any traffic.',
    ],
    [
      'a prefix is too much',
      [route('/healthz'), ...others],
      probe('/api/healthz'),
      'error: The liveness probe of Deployment app asks for /api/healthz, which the service does not serve; it serves /healthz (it does not have the prefix /api): the container is restarted again and again.',
    ],
    [
      'another method',
      [route('/healthz', { method: 'POST' }), ...others],
      probe('/healthz'),
      'error: The liveness probe of Deployment app asks for /healthz, which the service answers for POST only: the container is restarted again and again.',
    ],
    [
      'another port',
      [route('/healthz', { port: 9090 }), ...others],
      probe('/healthz'),
      'error: The liveness probe of Deployment app asks for /healthz, which the service serves on port 9090, not on 8080: the container is restarted again and again.',
    ],
    [
      'the case of a letter',
      [route('/healthZ', { framework: 'flask' }), ...others],
      probe('/healthz'),
      'error: The liveness probe of Deployment app asks for /healthz, which the service does not serve; it serves /healthZ (letters differ in case): the container is restarted again and again.',
    ],
    [
      'the slash at the end, where the router is strict',
      [route('/healthz', { framework: 'go-net-http' }), ...others],
      probe('/healthz/'),
      'error: The liveness probe of Deployment app asks for /healthz/, which the service does not serve; it serves /healthz (the slash at the end differs): the container is restarted again and again.',
    ],
    [
      'nothing like it',
      others,
      probe('/ready', { kind: 'startup' }),
      'warning: The startup probe of Deployment app asks for /ready, which is none of the 2 routes of the service: the container is restarted again and again.',
    ],
    [
      'a command',
      [route('/health'), ...others],
      probe('/healthy', {
        platform: 'compose',
        kind: 'healthcheck',
        effect: 'gate',
        transport: 'exec',
        target: { kind: 'compose service', name: 'app' },
        span: { ...probe('/').span, file: 'compose.yaml' },
      }),
      'error: The health check of compose service app asks for /healthy, which the service does not serve; it serves /health (one letter differs): the container never becomes healthy, and what waits for it does not start.',
    ],
  ])('says what differs: %s', (_, routes, asking, expected) => {
    expect(messages(factsOf(routes, [asking]))).toEqual([expected]);
  });

  it.each([
    ['it is served', [route('/healthz'), ...others], probe('/healthz')],
    ['a slash that the framework forgives', [route('/healthz'), ...others], probe('/healthz/')],
    ['a route with a parameter', [route('/{page}'), ...others], probe('/healthz')],
    ['letters whose case Express does not regard', [route('/healthZ'), ...others], probe('/healthz')],
    ['a wildcard', [route('/static/{*file}'), ...others], probe('/static/up')],
    ['any method', [route('/healthz', { method: 'ANY' }), ...others], probe('/healthz')],
    [
      'the port is a name',
      [route('/healthz', { port: 9090 }), ...others],
      probe('/healthz', { port: 'admin' }),
    ],
    ['no route is known', [], probe('/healthz')],
    ['a prefix is not known', [route('/health', { pathComplete: false }), ...others], probe('/healthz')],
    ['a page', [route('/health'), ...others], probe('/')],
    ['a file', [route('/health'), ...others], probe('/health.html')],
    ['another host', [route('/health'), ...others], probe('/healthz', { host: 'db' })],
    [
      'a sidecar',
      others,
      probe('/healthz', { target: { ...probe('/').target, image: 'envoyproxy/envoy:v1' } }),
    ],
    [
      'another workload near by',
      others,
      probe('/healthz', { target: { kind: 'Deployment', name: 'search' } }),
    ],
    ['no service', others, probe('/healthz', { service: '' })],
    [
      'a command that POSTs',
      [route('/healthz', { method: 'POST' })],
      probe('/healthz', { transport: 'exec' }),
    ],
  ])('is silent: %s', (_, routes, asking) => {
    expect(messages(factsOf(routes, [asking]))).toEqual([]);
  });

  it('is silent while a mount is open, and about routes of other services', () => {
    const gap = { framework: 'express', span: probe('/').span, reason: 'dynamic mount', service: 'app' };
    expect(messages(factsOf(others, [probe('/healthz')], { gaps: [gap] }))).toEqual([]);
    expect(
      messages(factsOf(others, [probe('/healthz')], { gaps: [{ ...gap, service: 'other' }] })),
    ).toHaveLength(1);
    expect(messages(factsOf([route('/healthz', { service: 'other' })], [probe('/healthz')]))).toEqual([]);
  });

  it('is silent when nothing says which of several containers is the service', () => {
    const sidecar = probe('/ready', { target: { ...probe('/').target, container: 'proxy' } });
    const facts = factsOf(others, [probe('/healthz'), sidecar]);
    const [app] = facts.services;
    expect(app && messages({ ...facts, services: [{ ...app, images: [] }] })).toEqual([]);
    expect(
      app && messages({ ...facts, probes: [probe('/healthz')], services: [{ ...app, images: [] }] }),
    ).toHaveLength(1);
  });

  it('is silent about a product of somebody else in the same chart, whose image is listed with that of the service', () => {
    const at = (image: string): ReturnType<typeof probe> =>
      probe('/healthz', { target: { ...probe('/').target, image } });
    const facts = factsOf(others, [at('acme/app:1'), at('vendor/console:3')]);
    const [app] = facts.services;
    const both = app && { ...facts, services: [{ ...app, images: ['acme/app', 'vendor/console'] }] };
    expect(both && messages(both)).toHaveLength(1);
  });

  it('points to the route that was meant, else to what the service has for health', () => {
    const [near] = probePathNotServed.check(
      factsOf([route('/healthz', {}, 7), ...others], [probe('/health')]),
    );
    expect(near?.related?.map(({ span, text }) => [span.line, text])).toEqual([[7, 'serves /healthz']]);
    expect(near?.advice).toBe('Let the probe ask for /healthz, or serve the path that it asks for.');
    const [far] = probePathNotServed.check(
      factsOf([route('/health', {}, 7), ...others], [probe('/probe/readiness')]),
    );
    expect(far?.related?.map(({ span, text }) => [span.line, text])).toEqual([[7, 'serves /health']]);
  });
});

describe('health-check-cannot-fail', () => {
  it('speaks of a handler that looks and answers success all the same', () => {
    const handler = { ...pinging, canFail: false };
    const readiness = probe('/ready', { kind: 'readiness', effect: 'de-route' });
    const [finding, ...rest] = checkCannotFail.check(factsOf([route('/ready', { handler }, 5)], [readiness]));
    expect(rest).toEqual([]);
    expect(finding?.message).toBe(
      '/ready looks at db, but answers success whatever it finds: the readiness probe that asks for it never takes a broken instance out of traffic.',
    );
    expect(finding?.span.line).toBe(5);
    for (const [fine, asking] of [
      [pinging, readiness],
      [{ touches: [], canFail: false, constant: true }, readiness],
      [{ touches: pinging.touches }, readiness],
      [handler, probe('/other', { effect: 'de-route' })],
      [handler, probe('/ready')],
    ] as const)
      expect(checkCannotFail.check(factsOf([route('/ready', { handler: fine })], [asking]))).toEqual([]);
  });

  it('speaks once of a block that several services share', () => {
    const shared = probe('/x', { cannotFail: '`true` always succeeds' });
    const facts = factsOf([], [shared, { ...shared, target: { kind: 'compose service', name: 'b' } }]);
    expect(checkCannotFail.check(facts).map(({ message }) => message)).toEqual([
      'The liveness probe of Deployment app cannot tell a broken instance from a working one: `true` always succeeds.',
    ]);
  });
});

describe('health-restart-on-dependency', () => {
  const check = (routes: readonly InService<Route>[], asking: InService<Probe>) =>
    restartOnDependency.check(factsOf(routes, [asking]));

  it('speaks of any route that a restarting probe asks, and shows where it reaches out', () => {
    const [finding] = check([route('/login', { handler: pinging })], probe('/login'));
    expect(finding?.message).toBe(
      'The liveness probe of Deployment app asks for /login, whose handler reaches for the database: when that is down, all instances are restarted at once, and a restart does not mend it.',
    );
    expect(finding?.related?.map(({ text }) => text)).toEqual(['serves /login', "pool.query('SELECT 1')"]);
    const startup = check([route('/login', { handler: pinging })], probe('/login', { kind: 'startup' }));
    expect(startup.map(({ severity }) => severity)).toEqual(['note']);
  });

  it.each([
    [
      'readiness',
      [route('/x', { handler: pinging })],
      probe('/x', { kind: 'readiness', effect: 'de-route' }),
    ],
    ['a gate', [route('/x', { handler: pinging })], probe('/x', { kind: 'healthcheck', effect: 'gate' })],
    ['nothing is touched', [route('/x', { handler: { touches: [] } })], probe('/x')],
    ['the handler is not known', [route('/x')], probe('/x')],
    [
      'its own disk',
      [
        route('/x', {
          handler: { touches: pinging.touches.map((touch) => ({ ...touch, dependency: 'disk' as const })) },
        }),
      ],
      probe('/x'),
    ],
    ['another port', [route('/x', { handler: pinging, port: 9090 })], probe('/x')],
    ['another method', [route('/x', { handler: pinging, method: 'POST' })], probe('/x')],
    ['the exact route wins', [route('/{page}', { handler: pinging }), route('/x')], probe('/x')],
    [
      'a sidecar',
      [route('/x', { handler: pinging })],
      probe('/x', { target: { ...probe('/').target, image: 'envoy' } }),
    ],
    ['its own name', [], probe('/x', { host: 'app.default.svc' })],
    ['a host that a variable names', [], probe('/x', { host: '?' })],
  ])('is silent: %s', (_, routes, asking) => expect(check(routes, asking)).toEqual([]));
});

describe('health-identical-probes', () => {
  const check = (liveness: Partial<InService<Probe>>, readiness: Partial<InService<Probe>>): number =>
    identicalProbes.check(
      factsOf(
        [],
        [probe('/x', liveness), probe('/x', { kind: 'readiness', effect: 'de-route', ...readiness })],
      ),
    ).length;
  const grpc = { transport: 'grpc' as const };

  it.each([
    ['the defaults', {}, {}, 1],
    ['the defaults written out', { timings: { periodSeconds: 10, failureThreshold: 3 } }, {}, 1],
    ['less patience', { timings: { periodSeconds: 5 } }, {}, 1],
    ['the same patience in other steps', { timings: { periodSeconds: 5, failureThreshold: 6 } }, {}, 1],
    ['a longer delay at the start is no patience', { timings: { initialDelaySeconds: 60 } }, {}, 1],
    ['strictly more patience', { timings: { failureThreshold: 4 } }, {}, 0],
    ['readiness is quicker', {}, { timings: { periodSeconds: 5 } }, 0],
    ['another path', {}, { path: '/y' }, 0],
    ['another port', {}, { port: 8081 }, 0],
    ['another transport', { transport: 'tcp' as const }, {}, 0],
    ['another container', {}, { target: { ...probe('/').target, container: 'b' } }, 0],
    [
      'the same command',
      { transport: 'exec' as const, command: ['a'] },
      { transport: 'exec' as const, command: ['a'] },
      1,
    ],
    [
      'another command',
      { transport: 'exec' as const, command: ['a'] },
      { transport: 'exec' as const, command: ['b'] },
      0,
    ],
    ['the same gRPC service', { ...grpc, grpcService: 'a' }, { ...grpc, grpcService: 'a' }, 1],
    ['another gRPC service', { ...grpc, grpcService: 'a' }, { ...grpc, grpcService: 'b' }, 0],
  ])('%s', (_, liveness, readiness, expected) => expect(check(liveness, readiness)).toBe(expected));

  it('speaks once of a template that several environments render', () => {
    const pair = (name: string, more: Partial<InService<Probe>>, origin?: string): InService<Probe>[] => {
      const target = {
        ...probe('/').target,
        name,
        ...(origin !== undefined && { origin: { file: origin, name } }),
      };
      return [
        probe('/x', { ...more, target }),
        probe('/x', { ...more, target, kind: 'readiness', effect: 'de-route' }),
      ];
    };
    const values = (file: string) => ({
      span: { file, line: 3, column: 1, endLine: 4, endColumn: 1 },
    });
    const found = identicalProbes.check(
      factsOf(
        [],
        [
          ...pair('shop-prod', values('values-prod.yaml'), 'k8s/app.yaml'),
          ...pair('shop', {}),
          ...pair('shop-copy', {}),
          ...pair('other', values('k8s/other.yaml')),
        ],
      ),
    );
    expect(found.map(({ span }) => span.file)).toEqual(['k8s/app.yaml', 'k8s/other.yaml']);
  });

  it('is silent with only one of the two', () => {
    expect(identicalProbes.check(factsOf([], [probe('/x')]))).toEqual([]);
    expect(identicalProbes.check(factsOf([], [probe('/x', { kind: 'startup' })]))).toEqual([]);
  });
});

describe('paths', () => {
  it.each([
    ['/a/{id}', '/a/1', true],
    ['/a/{id}', '/a', false],
    ['/a/{*rest}', '/a', true],
    ['/a/{*rest}', '/a/b/c', true],
    ['/a/b', '/a', false],
    ['/', '/', true],
    ['/a', '/A', false],
  ])('%s answers %s: %s', (pattern, asked, expected) => expect(routeAnswers(pattern, asked)).toBe(expected));

  it('measures distances that are a metric', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
      }),
    );
    expect(editDistance('/ready', '/readyz')).toBe(1);
  });
});
