import { expect, test } from 'vitest';
import { polka } from '../../../src/health/routes/polka/index.js';
import { readProgram } from './program-reading.js';

test('verbs and applications in applications', async () => {
  const { gaps, routes } = await readProgram(polka, {
    'app.js': `const polka = require('polka'); const { App } = require('@tinyhttp/app');
const inner = polka().get('/health', (req, res) => res.end('ok'));
polka().use('/api', inner).get('/a/:id', h).listen(3000);
new App().get('/tiny', h);`,
  });
  expect(routes).toEqual(['GET /api/health app.js:2', 'GET /a/{id} app.js:3', 'GET /tiny app.js:4']);
  expect(gaps).toEqual([]);
});
