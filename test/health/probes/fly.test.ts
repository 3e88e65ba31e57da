import { expect, it } from 'vitest';
import { fly } from '../../../src/health/probes/fly/index.js';
import { probeLines } from './probe-lines.js';

it('reads the checks of services with the port of the service above them', async () => {
  const text = `app = 'shop'

[http_service]
  internal_port = 8080
  force_https = true

  [[http_service.checks]]
    grace_period = "10s"
    interval = "30s"
    method = "GET"
    timeout = "5s"
    headers = { X-Forwarded-Proto = "https" }
    path = "/healthz?full=1"

[[services]]
  internal_port = 9000
  [[services.tcp_checks]]
    interval = 10000
    timeout = 2000
  [[services.http_checks]]
    path = "ready"
    protocol = "https"
    [services.http_checks.headers]
      Host = "shop.example"
`;
  expect(await probeLines(fly, { 'fly.toml': text })).toEqual([
    'fly.toml:7 fly app shop | readiness → de-route | http 8080 /healthz | x-forwarded-proto: https | delay 10, every 30, timeout 5',
    'fly.toml:17 fly app shop | readiness → de-route | tcp 9000 | every 10, timeout 2',
    'fly.toml:20 fly app shop | readiness → de-route | https 9000 /ready | host: shop.example',
  ]);
});

it('takes a check of the top level for one that gates a deployment', async () => {
  const text = `[checks]\n  [checks.alive]\n    type = "http"\n    port = 3000\n    path = "/up"\n`;
  expect(await probeLines(fly, { 'fly.staging.toml': text })).toEqual([
    'fly.staging.toml:2 fly app fly.staging.toml | healthcheck → gate | http 3000 /up',
  ]);
});

it.each([
  ['a check that is commented out', '[http_service]\n#  [[http_service.checks]]\n#    path = "/x"\n'],
  ['a machine check', '[[http_service.machine_checks]]\n  command = ["curl"]\n'],
  ['no check at all', 'app = "checks"\n[http_service]\n  internal_port = 80\n'],
])('finds nothing in %s', async (_, text) => {
  expect(await probeLines(fly, { 'fly.toml': text })).toEqual([]);
});

it('reads the files of a folder that is called so', async () => {
  const text = '[[services]]\ninternal_port = 4000\n[[services.tcp_checks]]\ninterval = "10s"\n';
  expect(
    await probeLines(fly, {
      'deploy/fly/prod.toml': `app = "shop"\n${text}`,
      'deploy/flying/prod.toml': text,
    }),
  ).toEqual(['deploy/fly/prod.toml:4 fly app shop | readiness → de-route | tcp 4000 | every 10']);
});
