import { expect, it } from 'vitest';
import { kamal } from '../../../src/health/probes/kamal/index.js';
import { probeLines } from './probe-lines.js';

it('reads the check of the proxy, and that of a role which has its own', async () => {
  const text = `service: shop
image: acme/shop
servers:
  web:
    - 192.0.2.1
  api:
    hosts: [192.0.2.2]
    proxy:
      app_port: 4000
      healthcheck:
        path: /api/up
  jobs:
    hosts: [192.0.2.3]
    proxy: false
proxy:
  host: shop.example
  app_port: 3000
  healthcheck:
    path: /ready
    interval: 3
    timeout: 2s
accessories:
  db:
    image: postgres
`;
  expect(await probeLines(kamal, { 'apps/shop/config/deploy.yml': text })).toEqual([
    'apps/shop/config/deploy.yml:18 Kamal service shop in apps/shop | startup → gate | http 3000 /ready | every 3, timeout 2',
    'apps/shop/config/deploy.yml:10 Kamal service shop in apps/shop | startup → gate | http 4000 /api/up',
  ]);
});

it('knows what Kamal asks for when nothing is written', async () => {
  expect(
    await probeLines(kamal, {
      'config/deploy.yml': 'service: shop\nproxy:\n  ssl: true\n  host: x.example\n',
    }),
  ).toEqual(['config/deploy.yml:2 Kamal service shop | startup → gate | http /up | medium']);
});

it('reads the first Kamal', async () => {
  expect(
    await probeLines(kamal, {
      'config/deploy.yml':
        'service: shop\nhealthcheck:\n  path: /healthz\n  port: 4000\n  max_attempts: 15\n  interval: 20s\n',
      'config/deploy.staging.yml':
        'service: shop\nhealthcheck:\n  cmd: /bin/sh -c "curl http://localhost:3000/up"\n',
    }),
  ).toEqual([
    'config/deploy.staging.yml:2 Kamal service shop | startup → gate | http 3000 /up by curl | cannot fail: `curl` without `--fail` takes any HTTP answer for success, a 500 too',
    'config/deploy.yml:2 Kamal service shop | startup → gate | http 4000 /healthz | every 20, failures 15',
  ]);
});
