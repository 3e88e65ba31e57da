import { expect, it } from 'vitest';
import { nginx } from '../../../src/health/routes/nginx/index.js';
import { readRouteLines } from './route-reading.js';

const read = (text: string, path = 'nginx.conf') => readRouteLines([nginx], { [path]: text });

it('takes the locations that answer by themselves, and leaves those that hand on', async () => {
  const { gaps, handler, routes } = await read(`events {}
http {
  server {
    listen 8080;
    location = /healthz { access_log off; return 200 "ok; {fine}"; } # return 200
    location /livez {
      add_header Content-Type text/plain;
      return 204;
    }
    location ~ ^/ready/?$ { return 200; }
    location /nginx_status { stub_status; }
    location /api/health { proxy_pass http://app:3000; }
    location /old { return 301 /new; }
    location /denied { return 403; }
    location / { root /usr/share/nginx/html; try_files $uri /index.html; }
    # location = /commented { return 200; }
  }
}
`);
  expect(routes).toEqual([
    'ANY /healthz nginx.conf:5 (setting)',
    'ANY /livez nginx.conf:6 (setting)',
    'ANY /ready nginx.conf:10 (setting)',
    'ANY /nginx_status nginx.conf:11 (setting)',
  ]);
  expect(handler('/healthz')).toBe('return 200 cannot fail constant');
  expect(gaps).toEqual([
    'nginx.conf:5 nginx also serves files or hands requests on, which is not looked into',
  ]);
});

it('changes with the location, and adds nothing for a proxy alone', async () => {
  for (const path of ['/a', '/b'])
    expect(
      (await read(`server { location = ${path} { return 200; } }`, 'docker/nginx/default.conf.template'))
        .routes,
    ).toEqual([`ANY ${path} docker/nginx/default.conf.template:1 (setting)`]);
  expect(
    await read(
      'server { listen 80; location / { proxy_pass http://app; } location /health { proxy_pass http://app/health; } }',
    ),
  ).toMatchObject({
    routes: [],
    gaps: [],
  });
});

it('names the port where servers have different ones, and what stands before', async () => {
  expect(
    (
      await read(`server { listen 80; auth_basic "x"; location = /health { auth_basic off; return 200; } location = /up { return 200; } }
server { listen 127.0.0.1:8081; location = /status { return 200; } }
server { listen 8082; return 301 https://$host; location = /never { return 200; } }
`)
    ).routes,
  ).toEqual([
    'ANY /health nginx.conf:1 port 80 (setting)',
    'ANY /up nginx.conf:1 port 80 (setting) <authentication>',
    'ANY /status nginx.conf:2 port 8081 (setting)',
  ]);
});

it('reads parts of a server, and survives what does not fit together', async () => {
  expect(
    (await read('location = /healthz { return 200; }', 'nginx/snippets/health.conf')).routes,
  ).toHaveLength(1);
  expect((await read('}}} server { location = /healthz { return 200 ')).routes).toEqual([]);
  expect((await read(`${'server {'.repeat(2000)} location`)).routes).toEqual([]);
});
