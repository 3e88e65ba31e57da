import { expect, it } from 'vitest';
import { caddy } from '../../../src/health/probes/caddy/index.js';
import { probeLines } from './probe-lines.js';

it('reads active checks, wherever the proxy stands', async () => {
  const text = `{
  admin off
}

shop.example {
  handle /api/* {
    reverse_proxy @api api-1:8080 api-2:8080 {
      lb_policy round_robin
      health_uri /healthz?full=1
      health_interval 10s
      health_timeout 2s
      health_headers {
        Host shop.example
      }
      # health_uri /no
    }
  }
  reverse_proxy {
    to https://web
    health_port 8443
  }
  reverse_proxy {$BACKEND:localhost:3000} {
    health_path "/up"
  }
  reverse_proxy passive:80 {
    fail_duration 30s
  }
}
old.example {
  proxy / old:80 {
    health_check /old
  }
}
`;
  expect(await probeLines(caddy, { 'deploy/Caddyfile.prod': text })).toEqual([
    'deploy/Caddyfile.prod:9 Caddy upstream api-1:8080/api-1 | readiness → de-route | http 8080 /healthz | host: shop.example | every 10, timeout 2',
    'deploy/Caddyfile.prod:18 Caddy upstream https://web/web | readiness → de-route | https 8443 /',
    'deploy/Caddyfile.prod:23 Caddy upstream {$BACKEND:localhost:3000} | readiness → de-route | http /up',
    'deploy/Caddyfile.prod:31 Caddy upstream old:80/old | readiness → de-route | http 80 /old',
  ]);
});

it('reads JSON, and the labels of compose services', async () => {
  const json = {
    apps: {
      http: {
        servers: {
          s: {
            routes: [
              {
                handle: [
                  {
                    handler: 'reverse_proxy',
                    upstreams: [{ dial: 'api:80' }],
                    health_checks: { active: { uri: '/healthz', interval: '5s' }, passive: {} },
                  },
                ],
              },
            ],
          },
        },
      },
    },
  };
  const compose = `services:
  api:
    labels:
      caddy: shop.example
      caddy.reverse_proxy: "{{upstreams 8080}}"
      caddy.reverse_proxy.health_uri: /up
`;
  expect(await probeLines(caddy, { 'caddy.json': JSON.stringify(json), 'compose.yml': compose })).toEqual([
    'caddy.json:1 Caddy upstream api:80/api | readiness → de-route | http 80 /healthz | every 5',
    'compose.yml:6 compose service api | readiness → de-route | http 8080 /up',
  ]);
});

it('finds nothing in broken files and empty checks', async () => {
  expect(
    await probeLines(caddy, {
      Caddyfile: `${'a {\n'.repeat(2_000)} health_uri /x\n`,
      'other.caddy': 'reverse_proxy a:80 {\n health_uri\n}\n}}}\n',
      'Caddyfile.md': 'respond /health_check 200\n',
    }),
  ).toEqual([]);
});
