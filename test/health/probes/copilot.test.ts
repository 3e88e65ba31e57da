import { expect, it } from 'vitest';
import { copilot } from '../../../src/health/probes/copilot/index.js';
import { probeLines } from './probe-lines.js';

it('reads the load balancer’s check and the container’s, and what an environment sets anew', async () => {
  const text = `name: api
type: Load Balanced Web Service
image:
  build:
    dockerfile: services/api/Dockerfile
  port: 8080
  healthcheck:
    command: ["CMD-SHELL", "curl -f http://localhost:8080/livez || exit 1"]
    interval: 10s
    retries: 2
    timeout: 5s
    start_period: 0s
http:
  path: '/'
  healthcheck:
    path: /readyz
    port: 9000
    success_codes: '200'
    unhealthy_threshold: 2
    grace_period: 1m
environments:
  test:
    http:
      healthcheck: /_test
`;
  expect(await probeLines(copilot, { 'copilot/api/manifest.yml': text })).toEqual([
    'copilot/api/manifest.yml:15 Copilot service api in services/api | liveness → restart | http 9000 /readyz | delay 60, failures 2',
    'copilot/api/manifest.yml:7 Copilot service api in services/api | liveness → restart | http 8080 /livez by curl | delay 0, every 10, timeout 5, failures 2',
    'copilot/api/manifest.yml:24 Copilot service api in services/api | liveness → restart | http 8080 /_test',
  ]);
});
