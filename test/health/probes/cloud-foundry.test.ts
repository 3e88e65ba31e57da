import { expect, it } from 'vitest';
import { cloudFoundry } from '../../../src/health/probes/cloud-foundry/index.js';
import { probeLines } from './probe-lines.js';

it('reads the checks of applications and processes', async () => {
  const text = `applications:
  - name: shop
    path: build/shop
    health-check-type: http
    health-check-http-endpoint: /actuator/health/liveness
    health-check-invocation-timeout: 5
    readiness-health-check-type: http
    readiness-health-check-http-endpoint: /actuator/health/readiness
    processes:
      - type: worker
        health-check-type: process
      - type: tcp
        health-check-type: port
  - name: quiet
    health-check-http-endpoint: /never-asked
  - name: templated
    health-check-type: http
    health-check-http-endpoint: /((path))
`;
  expect(await probeLines(cloudFoundry, { 'cf/manifest-prod.yml': text })).toEqual([
    'cf/manifest-prod.yml:5 app shop in cf/build/shop | liveness → restart | http /actuator/health/liveness | timeout 5',
    'cf/manifest-prod.yml:8 app shop in cf/build/shop | readiness → de-route | http /actuator/health/readiness',
    'cf/manifest-prod.yml:13 app shop in cf/build/shop | liveness → restart | tcp',
    'cf/manifest-prod.yml:18 app templated | liveness → restart | http',
  ]);
});
