import { expect, it } from 'vitest';
import { sveltekit } from '../../../src/health/routes/sveltekit/index.js';
import { fileRoutes } from './file-routes-reading.js';
import { readProgram } from './program-reading.js';

it('reads server files and pages', async () => {
  expect(
    await fileRoutes(sveltekit, {
      'web/package.json': '{ "devDependencies": { "@sveltejs/kit": "2" } }',
      'web/src/routes/healthz/+server.ts':
        'export const GET: RequestHandler = () => new Response("ok");\nexport function fallback() {}',
      'web/src/routes/(app)/shop/[id=number]/+page.svelte': '<p />',
      'web/src/routes/+page@.svelte': '<p />',
      'web/src/routes/shop/+page.server.ts': 'export const load = 1;',
      'web/src/routes/shop/[[lang]]/[...rest]/+server.js': 'export { POST } from "./x";',
    }),
  ).toEqual([
    'GET /shop/{id} web/src/routes/(app)/shop/[id=number]/+page.svelte',
    'GET / web/src/routes/+page@.svelte',
    'GET /healthz web/src/routes/healthz/+server.ts',
    'ANY /healthz web/src/routes/healthz/+server.ts',
    'POST /shop/{lang}/{*rest} web/src/routes/shop/[[lang]]/[...rest]/+server.js',
    'open web/package.json: hooks of SvelteKit are not followed',
  ]);
});

it('handlers of endpoints: what they answer and touch', async () => {
  const { handler } = await readProgram(sveltekit, {
    'package.json': '{ "devDependencies": { "@sveltejs/kit": "2" } }',
    'src/routes/healthz/+server.ts':
      "import { json, error } from '@sveltejs/kit';\nexport const GET = async ({ locals }) => { if (!(await locals.db.ping())) error(503, 'no'); return json({}); };",
  });
  expect(handler('/healthz')?.canFail).toBe(true);
  expect(handler('/healthz')?.touches.map(({ dependency }) => dependency)).toEqual(['db']);
});
