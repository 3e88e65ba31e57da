import { expect, test } from 'vitest';
import { elysia } from '../../../src/health/routes/elysia/index.js';
import { readProgram } from './program-reading.js';

test('verbs, answers, groups, prefixes, other instances and functions', async () => {
  const { gaps, handler, routes } = await readProgram(elysia, {
    'app.ts': `import { Elysia } from 'elysia'; import { cors } from '@elysiajs/cors'; import { health } from './health';
const app = new Elysia()
  .use(cors())
  .use(health)
  .get('/', 'hello')
  .group('/v1', (app) => app.get('/a', h).guard({}, (app) => app.post('/b', h)))
  .use((app) => app.get('/c/:id', h))
  .use(load())
  .listen(3000);`,
    'health.ts': `import { Elysia } from 'elysia';
export const health = new Elysia({ prefix: '/internal' })
  .get('/health', () => ({ status: 'ok' }))
  .get('/ready', async ({ status }) => { if (!(await db.ping())) return status(503); return 'ok'; })
  .get('/set', ({ set }) => { set.status = 503; return 'no'; });`,
  });
  expect(routes).toEqual([
    'GET / app.ts:5',
    'GET /v1/a app.ts:6',
    'POST /v1/b app.ts:6',
    'GET /c/{id} app.ts:7',
    'GET /internal/health health.ts:3',
    'GET /internal/ready health.ts:4',
    'GET /internal/set health.ts:5',
  ]);
  expect(gaps).toEqual(['app.ts:8 what `use(load())` serves could not be followed']);
  expect([handler('/')?.constant, handler('/internal/health')?.constant]).toEqual([true, true]);
  expect([handler('/internal/ready')?.canFail, handler('/internal/set')?.canFail]).toEqual([true, true]);
});
