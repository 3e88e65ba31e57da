import { expect, it } from 'vitest';
import { traefik } from '../../../src/health/routes/traefik/index.js';
import { readRouteLines } from './route-reading.js';

it.each([
  ['its own entry point', 'traefik.yml', 'ping: {}\n', ['ANY /ping traefik.yml:1 port 8080 (setting)']],
  [
    'a named one',
    'deploy/traefik.yaml',
    'entryPoints:\n  probe: {address: ":8082"}\nping:\n  entryPoint: probe\n',
    ['ANY /ping deploy/traefik.yaml:3 port 8082 (setting)'],
  ],
  [
    'TOML',
    'traefik.toml',
    '[entryPoints.probe]\naddress = ":9000"\n[ping]\nentryPoint = "probe"\n',
    ['ANY /ping traefik.toml:3 port 9000 (setting)'],
  ],
  ['no ping', 'traefik.yml', 'entryPoints: {web: {address: ":80"}}\n# ping: {}\n', []],
  ['routing by hand', 'traefik.yml', 'ping: {manualRouting: true}\n', []],
])('answers pings on %s', async (_, path, text, routes) => {
  expect((await readRouteLines([traefik], { [path]: text })).routes).toEqual(routes);
});
