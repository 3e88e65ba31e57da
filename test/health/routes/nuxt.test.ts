import { expect, it } from 'vitest';
import { nuxt } from '../../../src/health/routes/nuxt/index.js';
import { fileRoutes } from './file-routes-reading.js';
import { readProgram } from './program-reading.js';

it('reads the server’s folders and the pages', async () => {
  const handler = 'export default defineEventHandler(() => "ok");';
  expect(
    await fileRoutes(nuxt, {
      'package.json': '{ "devDependencies": { "nuxt": "4" } }',
      'nuxt.config.ts': "export default defineNuxtConfig({ app: { baseURL: '/shop/' } })",
      'server/api/health.get.ts': handler,
      'server/api/orders/[id]/index.ts': handler,
      'server/routes/healthz.ts': handler,
      'server/routes/[...].ts': handler,
      'server/api/helper.ts': 'export const x = 1;',
      'server/middleware/log.ts': handler,
      'app/pages/about.vue': '<template />',
    }),
  ).toEqual([
    'GET /shop/about app/pages/about.vue',
    'GET /shop/api/health server/api/health.get.ts',
    'ANY /shop/api/orders/{id} server/api/orders/[id]/index.ts',
    'ANY /shop/{*path} server/routes/[...].ts',
    'ANY /shop/healthz server/routes/healthz.ts',
    'open nuxt.config.ts: middleware, route rules and modules of Nuxt are not followed',
  ]);
});

it('event handlers: what they answer and touch', async () => {
  const { handler } = await readProgram(nuxt, {
    'package.json': '{ "dependencies": { "nuxt": "4" } }',
    'server/routes/healthz.get.ts':
      'export default defineEventHandler(async (event) => { if (!(await db.ping())) setResponseStatus(event, 503); return { ok: true }; });',
  });
  expect(handler('/healthz')?.canFail).toBe(true);
  expect(handler('/healthz')?.touches.map(({ dependency }) => dependency)).toEqual(['db']);
});
