import { expect, it } from 'vitest';
import { render } from '../../../src/health/probes/render/index.js';
import { probeLines } from './probe-lines.js';

it('reads the path of each service, with its directory and port', async () => {
  const text = `services:
  - type: web
    name: api
    rootDir: apps/api
    healthCheckPath: /healthz
    envVars:
      - key: PORT
        value: 10000
  - type: web
    name: web
    runtime: docker
    dockerfilePath: ./web/Dockerfile
    healthCheckPath: /
  - type: worker
    name: jobs
projects:
  - name: shop
    environments:
      - name: production
        services:
          - name: admin
            dockerContext: .
            healthCheckPath: up
`;
  expect(await probeLines(render, { 'render.yaml': text })).toEqual([
    'render.yaml:5 Render service api in apps/api | liveness → restart | http 10000 /healthz',
    'render.yaml:13 Render service web in web | liveness → restart | http /',
    'render.yaml:23 Render service admin | liveness → restart | http /up',
  ]);
});

it('passes over an empty path, one that is commented out, and a file that is no YAML', async () => {
  expect(
    await probeLines(render, {
      'render.yaml': 'services:\n  - name: api\n    healthCheckPath: ""\n    # healthCheckPath: /x\n',
      'render.staging.yaml': 'services: [healthCheckPath: {\n',
    }),
  ).toEqual([]);
});
