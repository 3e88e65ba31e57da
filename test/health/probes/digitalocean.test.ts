import { expect, it } from 'vitest';
import { digitalocean } from '../../../src/health/probes/digitalocean/index.js';
import { probeLines } from './probe-lines.js';

it('reads both checks of a component, and the connection where no path is written', async () => {
  const text = `name: shop
services:
  - name: api
    source_dir: /services/api
    http_port: 8080
    health_check:
      http_path: /readyz
      initial_delay_seconds: 20
      period_seconds: 10
      timeout_seconds: 3
      failure_threshold: 5
      success_threshold: 1
    liveness_health_check:
      http_path: /livez
      port: 9090
  - name: web
    http_port: 3000
    health_check:
      initial_delay_seconds: 5
`;
  expect(
    await probeLines(digitalocean, {
      '.do/app.yaml': text,
      '.do/deploy.template.yaml':
        'spec:\n  services:\n    - name: api\n      health_check:\n        http_path: up\n',
      'docs/app.yaml': text,
    }),
  ).toEqual([
    '.do/app.yaml:6 App Platform component api in services/api | readiness → de-route | http 8080 /readyz | delay 20, every 10, timeout 3, failures 5, successes 1',
    '.do/app.yaml:13 App Platform component api in services/api | liveness → restart | http 9090 /livez',
    '.do/app.yaml:18 App Platform component web | readiness → de-route | tcp 3000 | delay 5',
    '.do/deploy.template.yaml:4 App Platform component api | readiness → de-route | http /up',
  ]);
});
