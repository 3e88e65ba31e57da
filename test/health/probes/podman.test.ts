import { expect, it } from 'vitest';
import { podman } from '../../../src/health/probes/podman/index.js';
import { probeLines } from './probe-lines.js';

it('reads the checks of containers by what a failure does', async () => {
  expect(
    await probeLines(podman, {
      'quadlet/api.container': `[Container]
Image=ghcr.io/shop/api:1
Environment=PORT=8080
HealthCmd=curl -f http://localhost:$PORT/healthz || exit 1
HealthInterval=30s
HealthRetries=3
HealthOnFailure=kill
HealthStartupCmd=["CMD", "nc", "-z", "localhost", "8080"]
HealthStartupInterval=1s
[Service]
Restart=always
`,
      'quadlet/web.container':
        '[Container]\nContainerName=site\nHealthCmd=CMD-SHELL wget -q http://site:80/up\nNotify=healthy\n',
      'quadlet/db.container': '[Container]\nHealthCmd=pg_isready -p 5432\n',
    }),
  ).toEqual([
    'quadlet/api.container:4 Quadlet container api | liveness → restart | http 8080 /healthz by curl | every 30, failures 3',
    'quadlet/api.container:8 Quadlet container api | startup → restart | exec 8080 by nc | every 1',
    'quadlet/db.container:2 Quadlet container db | healthcheck → none | exec 5432 by pg_isready',
    'quadlet/web.container:3 Quadlet container web/site | healthcheck → gate | http 80 /up by wget',
  ]);
});

it('finds nothing in checks that are switched off or commented out', async () => {
  expect(
    await probeLines(podman, {
      'a.container': '[Container]\nHealthCmd=none\n',
      'b.container': '[Container]\n#HealthCmd=curl x\n[Service]\nHealthCmd=curl y\n',
    }),
  ).toEqual([]);
});
