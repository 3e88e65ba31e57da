import { expect, test } from 'vitest';
import { ittyRouter } from '../../../src/health/routes/itty-router/index.js';
import { readProgram } from './program-reading.js';

test('routes below a base, with returned answers', async () => {
  const { handler, routes } = await readProgram(ittyRouter, {
    'worker.ts': `import { AutoRouter, json, error } from 'itty-router';
const router = AutoRouter({ base: '/api' });
router.get('/health', () => json({ ok: true })).get('/ready', () => (ready ? json({}) : error(503))).all('*', () => error(404));
export default router;`,
  });
  expect(routes).toEqual([
    'GET /api/health worker.ts:3',
    'GET /api/ready worker.ts:3',
    'ANY /api/{*splat} worker.ts:3',
  ]);
  expect([handler('/api/health')?.constant, handler('/api/ready')?.canFail]).toEqual([true, true]);
});
