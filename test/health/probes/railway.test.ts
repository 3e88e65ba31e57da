import { expect, it } from 'vitest';
import { railway } from '../../../src/health/probes/railway/index.js';
import { probeLines } from './probe-lines.js';

it('reads JSON and TOML', async () => {
  expect(
    await probeLines(railway, {
      'railway.json': '{ "deploy": { "healthcheckPath": "/health", "healthcheckTimeout": 100 } }',
      'apps/api/railway.toml':
        '[build]\nbuilder = "nixpacks"\n\n[deploy]\nhealthcheckPath = "ready"\nhealthcheckTimeout = 30\n',
      'apps/web/railway.toml': '[deploy]\n# healthcheckPath = "/x"\n',
    }),
  ).toEqual([
    'apps/api/railway.toml:5 Railway service apps/api | startup → gate | http /ready | delay 30',
    'railway.json:1 Railway service railway | startup → gate | http /health | delay 100',
  ]);
});
