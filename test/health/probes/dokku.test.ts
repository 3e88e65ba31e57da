import { expect, it } from 'vitest';
import { dokku } from '../../../src/health/probes/dokku/index.js';
import { probeLines } from './probe-lines.js';

it('reads the checks of each process, by their types', async () => {
  const text = JSON.stringify(
    {
      name: 'shop',
      healthchecks: {
        web: [
          {
            type: 'startup',
            name: 'boot',
            path: '/health',
            attempts: 3,
            timeout: 5,
            wait: 2,
            initialDelay: 4,
          },
          { type: 'liveness', path: '/livez', port: 3001 },
          { type: 'readiness', command: ['curl', '-f', 'http://localhost:5000/ready'] },
          { listening: true, port: 5000 },
          { type: 'startup', uptime: 10 },
        ],
      },
    },
    undefined,
    2,
  );
  expect(await probeLines(dokku, { 'app.json': text })).toEqual([
    'app.json:5 process shop/web | startup → gate | http /health | delay 4, every 2, timeout 5, failures 3',
    'app.json:14 process shop/web | liveness → restart | http 3001 /livez',
    'app.json:19 process shop/web | readiness → de-route | http 5000 /ready by curl',
    'app.json:27 process shop/web | startup → gate | tcp 5000',
  ]);
});
