import { expect, it } from 'vitest';
import { astro } from '../../../src/health/routes/astro/index.js';
import { fileRoutes } from './file-routes-reading.js';
import { readProgram } from './program-reading.js';

it('reads endpoints and pages', async () => {
  expect(
    await fileRoutes(astro, {
      'package.json': '{ "dependencies": { "astro": "5" } }',
      'astro.config.mjs': "export default defineConfig({ base: '/docs' });",
      'src/pages/health.ts': 'export const GET: APIRoute = () => new Response("ok");',
      'src/pages/feed.xml.js': 'export async function GET() {}',
      'src/pages/api/[...path].ts': 'export const ALL = 1;',
      'src/pages/index.astro': '---\n---',
      'src/pages/_draft.astro': '---\n---',
      'src/pages/helper.ts': 'export const x = 1;',
    }),
  ).toEqual([
    'ANY /docs/api/{*path} src/pages/api/[...path].ts',
    'GET /docs/feed.xml src/pages/feed.xml.js',
    'GET /docs/health src/pages/health.ts',
    'GET /docs src/pages/index.astro',
    'open astro.config.mjs: middleware, redirects and integrations of Astro are not followed',
  ]);
});

it('handlers of endpoints: what they answer', async () => {
  const { handler } = await readProgram(astro, {
    'package.json': '{ "dependencies": { "astro": "5" } }',
    'src/pages/healthz.ts':
      "export const GET = async () => { await fetch('http://db'); return new Response('no', { status: 503 }); };",
  });
  expect(handler('/healthz')?.canFail).toBe(true);
  expect(handler('/healthz')?.touches.map(({ dependency }) => dependency)).toEqual(['http']);
});
