import { expect, it } from 'vitest';
import { convox } from '../../../src/health/probes/convox/index.js';
import { probeLines } from './probe-lines.js';

it('reads the checks of services that have a port', async () => {
  expect(
    await probeLines(convox, {
      'convox.yml': `services:
  web:
    build: ./web
    port: 3000
    health: /check
    liveness:
      path: /live
      grace: 15
      failureThreshold: 4
  api:
    image: shop/api
    port: https:8443
    health:
      interval: 5
      timeout: 3
    startupProbe:
      tcpSocketPort: "8443"
  worker:
    build: ./worker
    health: /check
  quiet:
    port: 80
    health:
      path: /x
      disable: true
  rpc:
    port: grpc:50051
    health: /x
`,
    }),
  ).toEqual([
    'convox.yml:5 Convox service web in web | readiness → de-route | http 3000 /check',
    'convox.yml:6 Convox service web in web | liveness → restart | http 3000 /live | delay 15, failures 4',
    'convox.yml:13 Convox service api | readiness → de-route | https 8443 / | every 5, timeout 3',
  ]);
});
