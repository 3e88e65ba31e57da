import { expect, it } from 'vitest';
import { envoy } from '../../../src/health/probes/envoy/index.js';
import { probeLines } from './probe-lines.js';

it('reads the checks of clusters, in YAML and JSON', async () => {
  const cluster = (name: string, check: string, more = ''): string => `
    - name: ${name}
      type: STRICT_DNS
      health_checks:
        - ${check}
      load_assignment:
        endpoints:
          - lb_endpoints:
              - endpoint:
                  address: { socket_address: { address: ${name}.internal, port_value: 8080 } }
                  ${more}`;
  const text = `static_resources:
  clusters:${cluster('api', '{timeout: 1s, interval: 5s, unhealthy_threshold: 2, healthy_threshold: 1, http_health_check: {path: /healthz, host: shop.example}}')}${cluster('rpc', '{interval: 10s, grpc_health_check: {service_name: shop.Cart}}', 'health_check_config: {port_value: 9090}')}${cluster('db', '{tcp_health_check: {}}')}
`;
  const json = {
    resources: [
      {
        name: 'web',
        type: 'EDS',
        healthChecks: [{ interval: '3s', altPort: 81, httpHealthCheck: { path: '/up' } }],
      },
    ],
  };
  expect(await probeLines(envoy, { 'envoy.yaml': text, 'envoy/cds.json': JSON.stringify(json) })).toEqual([
    'envoy.yaml:6 Envoy cluster api/api.internal | readiness → de-route | http 8080 /healthz | host: shop.example | every 5, timeout 1, failures 2, successes 1',
    'envoy.yaml:16 Envoy cluster rpc/rpc.internal | readiness → de-route | grpc 9090 | every 10',
    'envoy.yaml:26 Envoy cluster db/db.internal | readiness → de-route | tcp 8080',
    'envoy/cds.json:1 Envoy cluster web | readiness → de-route | http 81 /up | every 3',
  ]);
});

it('finds nothing in empty, commented-out and passive checks', async () => {
  const text = `static_resources:
  clusters:
    - name: a
      type: STATIC
      health_checks: []
      outlier_detection: {consecutive_5xx: 3}
    - name: b
      type: STATIC
      # health_checks: [{http_health_check: {path: /x}}]
    - name: c
      type: STATIC
      health_checks: [{timeout: 1s}]
`;
  expect(await probeLines(envoy, { 'envoy.yaml': text, 'b.yaml': 'http_health_check: [' })).toEqual([]);
});
