import { expect, it } from 'vitest';
import { marathon } from '../../../src/health/probes/marathon/index.js';
import { probeLines } from './probe-lines.js';

it('reads the checks of applications, in groups too, but no empty lists', async () => {
  const app = (id: string, checks: readonly object[]): object => ({
    id,
    container: {
      docker: { image: 'shop/api' },
      portMappings: [{ containerPort: 8080 }, { containerPort: 9090 }],
    },
    healthChecks: checks,
  });
  const text = JSON.stringify({
    id: '/shop',
    groups: [
      {
        apps: [
          app('/shop/api', [
            {
              protocol: 'MESOS_HTTP',
              path: '/healthz',
              gracePeriodSeconds: 30,
              intervalSeconds: 10,
              maxConsecutiveFailures: 3,
            },
            { protocol: 'TCP', portIndex: 1, maxConsecutiveFailures: 0 },
            { protocol: 'COMMAND', command: { value: 'curl -f http://localhost:8080/up' } },
          ]),
          app('/shop/web', []),
        ],
      },
    ],
  });
  expect(await probeLines(marathon, { 'marathon/shop.json': text })).toEqual([
    'marathon/shop.json:1 Marathon app api | liveness → restart | http 8080 /healthz | delay 30, every 10, failures 3',
    'marathon/shop.json:1 Marathon app api | readiness → de-route | tcp 9090',
    'marathon/shop.json:1 Marathon app api | liveness → restart | http 8080 /up by curl',
  ]);
});
