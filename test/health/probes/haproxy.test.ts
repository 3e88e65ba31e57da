import { expect, it } from 'vitest';
import { haproxy } from '../../../src/health/probes/haproxy/index.js';
import { probeLines } from './probe-lines.js';

const read = (text: string): Promise<readonly string[]> =>
  probeLines(haproxy, { 'deploy/haproxy.cfg': text });

it('reads what is asked of the servers of a backend, once', async () => {
  const text = `
defaults
  timeout check 5s
  default-server inter 3s fall 3 rise 2

frontend web
  default_backend api

backend api
  option httpchk GET /healthz HTTP/1.1\\r\\nHost:\\ shop.example
  server api1 api-1:8080 check
  server api2 api-2:8080 check backup

backend admin
  option httpchk
  http-check connect port 9000 ssl
  http-check send meth HEAD uri /admin/up ver HTTP/1.1 hdr Host "admin.example"
  http-check expect status 200-599
  server-template admin 3 admin.internal:443 check check-ssl inter 2000

listen db
  option pgsql-check user x
  server db 10.0.0.1:5432 check port 5433

backend script
  option external-check
  external-check command /usr/bin/check
  server a 10.0.0.2:80 check
`;
  expect(await read(text)).toEqual([
    'deploy/haproxy.cfg:10 HAProxy backend api/api-1 | readiness → de-route | http 8080 /healthz | host: shop.example | every 3, timeout 5, failures 3, successes 2',
    'deploy/haproxy.cfg:15 HAProxy backend admin/admin.internal | readiness → de-route | https 9000 /admin/up | host: admin.example | cannot fail: `http-check expect status 200-599` takes server errors for success | every 2, timeout 5, failures 3, successes 2',
    'deploy/haproxy.cfg:22 HAProxy backend db/10.0.0.1 | readiness → de-route | tcp 5433 | every 3, timeout 5, failures 3, successes 2',
    'deploy/haproxy.cfg:26 HAProxy backend script/10.0.0.2 | readiness → de-route | exec | every 3, timeout 5, failures 3, successes 2',
  ]);
});

it('takes the defaults that stand above, and reads templates', async () => {
  const text = `
defaults
  option httpchk HEAD /up
defaults plain
  mode tcp

backend a from plain
  server a a:1 check
backend b
  no option httpchk
{% for host in hosts %}
  server {{ host }} {{ host }}:{{ port }} check
{% endfor %}
`;
  expect(await probeLines(haproxy, { 'roles/haproxy/templates/haproxy.cfg.j2': text })).toEqual([
    'roles/haproxy/templates/haproxy.cfg.j2:8 HAProxy backend a/a | readiness → de-route | tcp 1',
    'roles/haproxy/templates/haproxy.cfg.j2:12 HAProxy backend b | readiness → de-route | tcp',
  ]);
  const confd = `listen primary
  option httpchk HEAD /primary
{{range gets "/members/*"}}  server {{base .Key}} {{$data := json .Value}}{{base (replace $data.url "@" "/" -1)}} check port {{index $data 1}}
{{end}}
`;
  expect(await probeLines(haproxy, { 'templates/haproxy.tmpl': confd })).toEqual([
    'templates/haproxy.tmpl:2 HAProxy backend primary | readiness → de-route | http /primary',
  ]);
});

it.each([
  ['a server without check', 'backend a\n  option httpchk GET /x\n  server a a:80\n'],
  ['a commented-out check', 'backend a\n  # server a a:80 check\n  server a a:80 #check\n'],
  ['a disabled server', 'backend a\n  server a a:80 check disabled\n'],
  ['a check that is taken back', 'backend a\n  default-server check\n  server a a:80 no-check\n'],
  [
    'the health of HAProxy itself',
    'frontend f\n  monitor-uri /check\n  http-request return status 200 if { path /check }\n',
  ],
])('finds nothing in %s', async (_, text) => {
  expect(await read(text)).toEqual([]);
});
