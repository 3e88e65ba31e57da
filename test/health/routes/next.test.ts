import { expect, it } from 'vitest';
import { next } from '../../../src/health/routes/next/index.js';
import { fileRoutes } from './file-routes-reading.js';

const manifest = '{ "dependencies": { "next": "15" } }';
const open = 'rewrites, redirects and middleware of Next.js are not followed';

it('reads both routers, with the methods that route files export', async () => {
  expect(
    await fileRoutes(next, {
      'package.json': manifest,
      'app/api/health/route.ts':
        'export async function GET() {}\nexport const HEAD = GET;\n// export const POST = 1;\n',
      'app/(marketing)/about/page.tsx': 'export default function Page() {}',
      'app/shop/[id]/[...rest]/route.js': 'const handler = 1;\nexport { handler as GET, handler as POST };',
      'app/_lib/route.ts': 'export const GET = 1;',
      'app/@modal/(.)photo/page.tsx': 'export default 1;',
      'app/nothing/route.ts': 'const GET = 1;',
      'pages/api/healthz.ts': 'export default function handler() {}',
      'pages/index.tsx': 'export default 1;',
      'pages/_app.tsx': 'export default 1;',
      'pages/api/client.ts': 'export const x = 1;',
    }),
  ).toEqual([
    'GET /about app/(marketing)/about/page.tsx',
    'GET /api/health app/api/health/route.ts',
    'HEAD /api/health app/api/health/route.ts',
    'GET /shop/{id}/{*rest} app/shop/[id]/[...rest]/route.js',
    'POST /shop/{id}/{*rest} app/shop/[id]/[...rest]/route.js',
    'ANY /api/healthz pages/api/healthz.ts',
    'GET / pages/index.tsx',
    `open package.json: ${open}`,
  ]);
});

it('puts the base path before, in the application that sets it', async () => {
  const route = 'export const GET = () => new Response();';
  expect(
    await fileRoutes(next, {
      'apps/web/package.json': manifest,
      'apps/web/next.config.mjs': "export default { basePath: '/web' };",
      'apps/web/src/app/healthz/route.ts': route,
      'apps/open/package.json': manifest,
      'apps/open/next.config.js': 'module.exports = { basePath: process.env.BASE };',
      'apps/open/app/healthz/route.ts': route,
    }),
  ).toEqual([
    'GET …/healthz apps/open/app/healthz/route.ts',
    'GET /web/healthz apps/web/src/app/healthz/route.ts',
    `open apps/open/next.config.js: ${open}`,
    `open apps/web/next.config.mjs: ${open}`,
  ]);
});

it.each([
  ['another framework’s app folder', '{ "dependencies": { "expo": "1" } }'],
  ['a package that is only called alike', '{ "dependencies": { "next-themes": "1" } }'],
  ['a keyword', '{ "keywords": ["next"] }'],
])('finds nothing in %s', async (_, text) => {
  const files = { 'package.json': text, 'app/health/route.ts': 'export const GET = 1;' };
  expect(await fileRoutes(next, files)).toEqual([]);
});
