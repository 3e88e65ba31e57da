import { expect, it } from 'vitest';
import { envoy } from '../../../src/health/routes/envoy/index.js';
import { readRouteLines } from './route-reading.js';

const bootstrap = (path: string): string => `admin:
  address:
    socket_address: {address: 0.0.0.0, port_value: 9901}
static_resources:
  listeners:
    - filter_chains:
        - filters:
            - name: envoy.filters.network.http_connection_manager
              typed_config:
                http_filters:
                  - name: envoy.filters.http.health_check
                    typed_config:
                      pass_through_mode: false
                      headers:
                        - {name: ":path", string_match: {exact: /healthz}}
                route_config:
                  virtual_hosts:
                    - routes:
                        - match: {path: ${path}}
                          direct_response: {status: 200}
                        - match: {prefix: /gone}
                          direct_response: {status: 410}
                        - match: {prefix: /}
                          route: {cluster: app}
`;

it('serves /ready on the port of its administration, and what filters and routes answer', async () => {
  for (const path of ['/alive', '/up'])
    expect((await readRouteLines([envoy], { 'envoy.yaml': bootstrap(path) })).routes.toSorted()).toEqual(
      [
        `ANY ${path} envoy.yaml:19 (setting)`,
        'GET /healthz envoy.yaml:11 (setting)',
        'GET /ready envoy.yaml:1 port 9901 (setting)',
      ].toSorted(),
    );
});

it('finds nothing in another file with an admin', async () => {
  expect(
    (
      await readRouteLines([envoy], {
        'envoy/values.yaml': 'admin:\n  address: {socket_address: {port_value: 1}}\n',
      })
    ).routes,
  ).toEqual([]);
});
