import { expect, it } from 'vitest';
import { traefik } from '../../../src/health/probes/traefik/index.js';
import { probeLines } from './probe-lines.js';

it('reads dynamic configurations in YAML and TOML', async () => {
  const yaml = `http:
  services:
    api:
      loadBalancer:
        servers:
          - url: http://api-1:8080
        healthCheck:
          path: /healthz
          interval: 10s
          timeout: 3s
          hostname: shop.example
          headers: {X-Probe: "1"}
    rpc:
      loadbalancer:
        servers: [{url: "h2c://rpc:50051"}]
        healthcheck: {mode: grpc}
    off:
      loadBalancer:
        healthCheck: {interval: 5s}
`;
  const toml = `[http.services.web.loadBalancer]
  [[http.services.web.loadBalancer.servers]]
    url = "https://web"
  [http.services.web.loadBalancer.healthCheck]
    path = "/up"
    port = 81
`;
  expect(await probeLines(traefik, { 'traefik/dynamic.yml': yaml, 'traefik/web.toml': toml })).toEqual([
    'traefik/dynamic.yml:7 Traefik service api/api-1 | readiness → de-route | http 8080 /healthz | host: shop.example | x-probe: 1 | every 10, timeout 3',
    'traefik/dynamic.yml:16 Traefik service rpc/rpc | readiness → de-route | grpc 50051',
    'traefik/web.toml:4 Traefik service web/web | readiness → de-route | https 81 /up',
  ]);
});

it('reads the labels of compose services, also those for Swarm and of the first Traefik', async () => {
  const text = `services:
  api:
    image: shop/api
    labels:
      - traefik.enable=true
      - "traefik.http.services.api.loadbalancer.healthcheck.interval=5s"
      - "traefik.http.services.api.loadbalancer.healthcheck.path=\${HEALTH:-/healthz}"
      - "traefik.http.services.api.loadbalancer.server.port=8080"
  web:
    deploy:
      labels:
        traefik.http.services.web.loadbalancer.healthCheck.path: /up
  old:
    labels: {traefik.backend.healthcheck.path: /old, traefik.port: "81"}
  none:
    labels: [traefik.http.services.none.loadbalancer.server.port=80]
    healthcheck: {test: [CMD, x]}
`;
  expect(await probeLines(traefik, { 'compose.yaml': text })).toEqual([
    'compose.yaml:7 compose service api | readiness → de-route | http 8080 /healthz | every 5',
    'compose.yaml:12 compose service web | readiness → de-route | http /up',
    'compose.yaml:14 compose service old | readiness → de-route | http 81 /old',
  ]);
});

it('reads objects of Kubernetes', async () => {
  const text = `apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: {name: web}
spec:
  routes:
    - services:
        - name: api
          port: 80
          healthCheck: {path: /healthz, interval: 5s}
        - {name: other, port: 80}
# healthCheck: {path: /no}
`;
  expect(await probeLines(traefik, { 'k8s/route.yaml': text })).toEqual([
    'k8s/route.yaml:9 Service api | readiness → de-route | http 80 /healthz | every 5',
  ]);
});
