import { expect, it } from 'vitest';
import type { Probe, ProbeTarget } from '../../src/model/probe.js';
import type { InService, Service } from '../../src/model/service.js';
import { serviceOfProbe } from '../../src/services/service-of-probe.js';

const service = (name: string, path: string): Service => ({
  name,
  path,
  languages: [],
  reasons: [],
  images: [],
  workloads: [],
});

const probe = (platform: string, file: string, target: ProbeTarget): InService<Probe> => ({
  platform,
  kind: 'liveness',
  effect: 'restart',
  transport: 'http',
  timings: {},
  target,
  span: { file, line: 1, column: 1, endLine: 1, endColumn: 1 },
  confidence: 'high',
  service: 'shop',
});

const services = [service('shop', '.'), service('api', 'services/api')];

it.each([
  [
    'a program’s directory',
    probe('render', 'render.yaml', { kind: 'x', name: 'x', directory: 'services/api' }),
    'api',
  ],
  ['a service’s name', probe('fly', 'fly.toml', { kind: 'x', name: 'api' }), 'api'],
  [
    'a service’s name as the container',
    probe('ecs', 't.json', { kind: 'x', name: 'x', container: 'api' }),
    'api',
  ],
  [
    'the client of a database',
    {
      ...probe('compose', 'compose.yaml', { kind: 'x', name: 'tenant_db' }),
      transport: 'exec' as const,
      command: ['CMD-SHELL', 'pg_isready -U postgres'],
    },
    '',
  ],
  ['nothing but its place', probe('terraform', 'infra/main.tf', { kind: 'x', name: 'x' }), 'shop'],
  [
    'a folder called like a product',
    probe('terraform', 'infra/metabase/main.tf', { kind: 'x', name: 'x' }),
    '',
  ],
  ['a product’s image', probe('nomad', 'x.nomad', { kind: 'x', name: 'x', image: 'grafana/grafana:11' }), ''],
  [
    'a folder called docker, of an image',
    probe('dockerfile', 'docker/Dockerfile', { kind: 'image', name: 'x' }),
    'shop',
  ],
])('gives a probe that tells %s', (_, asked, expected) => {
  expect(serviceOfProbe(asked, services, [])).toBe(expected);
});
