import { expect, it } from 'vitest';
import { nginx } from '../../../src/health/probes/nginx/index.js';
import { probeLines } from './probe-lines.js';

it('reads active checks with the server that is asked', async () => {
  const text = `
http {
  upstream api { zone api 64k; server api-1:8080; server api-2:8080; }
  server {
    location / {
      proxy_pass http://api;
      proxy_set_header Host $host;
      health_check uri=/healthz interval=5 fails=3 passes=2;
    }
    location /grpc {
      grpc_pass grpc://rpc:50051;
      health_check type=grpc grpc_service=shop.Cart;
    }
    location = /plain { proxy_pass https://plain.internal:8443; health_check port=9443; }
  }
}
stream {
  server { listen 5432; proxy_pass db:5432; health_check; }
}
`;
  expect(await probeLines(nginx, { 'nginx/nginx.conf': text })).toEqual([
    'nginx/nginx.conf:8 nginx upstream api/api-1 | readiness → de-route | http 8080 /healthz | host: ? | every 5, failures 3, successes 2',
    'nginx/nginx.conf:12 nginx upstream rpc/rpc | readiness → de-route | grpc 50051',
    'nginx/nginx.conf:14 nginx upstream plain.internal/plain.internal | readiness → de-route | https 9443 /',
    'nginx/nginx.conf:18 nginx upstream db/db | readiness → de-route | tcp 5432',
  ]);
});

it('reads the checks of Tengine', async () => {
  const text = `upstream api {
  server 10.0.0.1:80;
  check interval=3000 rise=2 fall=5 timeout=1000 type=http;
  check_http_send "HEAD /up HTTP/1.0\\r\\nHost: a.example\\r\\n\\r\\n";
}
`;
  expect(await probeLines(nginx, { 'conf.d/api.conf': text })).toEqual([
    'conf.d/api.conf:3 nginx upstream api/10.0.0.1 | readiness → de-route | http 80 /up | host: a.example | every 3, timeout 1, failures 5, successes 2',
  ]);
});

it.each([
  ['passive counting', 'upstream a { server a:80 max_fails=3 fail_timeout=5s; }'],
  ['a commented-out check', 'location / { proxy_pass http://a;\n # health_check uri=/x;\n}'],
  ['a check without a server', 'location / { health_check uri=/x; }'],
  ['a location of that name', 'location /health_check { return 200; }'],
  ['a broken file', 'server { location / { proxy_pass "http://a; health_check uri=/x'],
])('finds nothing in %s', async (_, text) => {
  expect(await probeLines(nginx, { 'nginx.conf': text })).toEqual([]);
});
