import { expect, it } from 'vitest';
import { consul } from '../../../src/health/probes/consul/index.js';
import { probeLines } from './probe-lines.js';

it('reads the checks of services, in HCL and JSON', async () => {
  const hcl = `
service {
  name = "api"
  port = 8080
  check {
    http     = "https://localhost:8443/healthz?full=1"
    interval = "10s"
    timeout  = "2s"
    header   = { Host = ["shop.example"] }
  }
  checks = [
    { grpc = "127.0.0.1:50051/shop.Cart", interval = "5s" },
    { args = ["/bin/sh", "-c", "curl -f http://localhost:8080/ready"] },
  ]
}
services {
  name = "db"
  check { tcp = "db.internal:5432" }
}
check {
  service_id = "web"
  http       = "http://10.0.0.1/up"
}
`;
  const json = { services: [{ name: 'web', checks: [{ http: 'http://localhost:{{ port }}/up' }] }] };
  expect(await probeLines(consul, { 'infra/api.hcl': hcl, 'consul/web.json': JSON.stringify(json) })).toEqual(
    [
      'consul/web.json:1 Consul service web | readiness → de-route | http /up',
      'infra/api.hcl:5 Consul service api | readiness → de-route | https 8443 /healthz | host: shop.example | every 10, timeout 2',
      'infra/api.hcl:12 Consul service api | readiness → de-route | grpc 50051 | every 5',
      'infra/api.hcl:13 Consul service api | readiness → de-route | http 8080 /ready by curl',
      'infra/api.hcl:18 Consul service db | readiness → de-route | tcp db.internal 5432',
      'infra/api.hcl:20 Consul service web | readiness → de-route | http 10.0.0.1 80 /up',
    ],
  );
});

it.each([
  ['a check that waits for reports', 'service { name = "a"\n check { ttl = "30s" } }'],
  ['a commented-out check', 'service { name = "a"\n # check { http = "http://localhost/x" }\n }'],
  ['a check of the node', 'check { id = "disk"\n args = ["/check_disk"] }'],
  ['an empty list', 'service { name = "a"\n checks = [] }'],
  ['a job of Nomad', 'job "a" { group "b" { service { check { type = "http"\n path = "/x" } } } }'],
  ['other settings', 'acl { enabled = true }\nchecks { http = true }'],
])('finds nothing in %s', async (_, text) => {
  expect(await probeLines(consul, { 'consul/a.hcl': text })).toEqual([]);
});
