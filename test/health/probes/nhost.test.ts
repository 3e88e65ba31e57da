import { expect, it } from 'vitest';
import { nhost } from '../../../src/health/probes/nhost/index.js';
import { probeLines } from './probe-lines.js';

it('reads the check of a service, and no table of another tool that is called alike', async () => {
  expect(
    await probeLines(nhost, {
      'nhost-run-service.toml': `name = 'orders'

[image]
image = 'registry.example.org/orders:1'

[[ports]]
port = 3000
type = 'http'

[resources]
replicas = 1

[healthCheck]
port = 3000
initialDelaySeconds = 30
probePeriodSeconds = 60
`,
      'other.toml': '[healthCheck]\nport = 8080\n',
    }),
  ).toEqual([
    'nhost-run-service.toml:13 Nhost Run service orders | liveness → restart | http 3000 /healthz | delay 30, every 60',
  ]);
});
