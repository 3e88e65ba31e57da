import { describe, expect, it } from 'vitest';
import { next } from '../../../src/health/routes/next/index.js';
import { fileRoutes } from './file-routes-reading.js';
import { readProgram } from './program-reading.js';

const manifest = '{ "dependencies": { "next": "15" } }';

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

describe('what leaves the list open', () => {
  it.each([
    [
      'middleware',
      { 'src/middleware.ts': 'export function middleware() {}' },
      'middleware of Next.js may answer as well',
    ],
    ['a server of its own', { 'server.js': 'next();' }, 'a server of its own may answer as well'],
    [
      'a configuration that cannot be read',
      { 'next.config.js': "module.exports = require('./other');" },
      'rewrites or redirects of next.config are only known at run time',
    ],
    [
      'languages',
      { 'next.config.js': 'module.exports = { i18n: { locales: [] } };' },
      'languages and endings of next.config are not followed',
    ],
  ])('%s', async (_, files, reason) => {
    const { gaps } = await readProgram(next, {
      'package.json': manifest,
      'app/page.tsx': 'export default 1;',
      ...files,
    });
    expect(gaps.map((gap) => gap.replace(/^\S+ /, ''))).toEqual([reason]);
  });
});

describe('rewrites', () => {
  it('serve the route that they lead to, below the base path, through what packages wrap around the configuration', async () => {
    const { gaps, handler, routes } = await readProgram(next, {
      'package.json': manifest,
      'next.config.mjs': `import analyzer from '@next/bundle-analyzer';
const config = {
  basePath: '/web',
  async rewrites() {
    return { beforeFiles: [
      { source: '/healthz', destination: '/api/health' },
      { source: '/bare', destination: '/web/api/health', basePath: false },
      { source: '/proxy/:path*', destination: 'https://example.org/:path*' },
    ] };
  },
  redirects: async () => [{ source: '/old', destination: '/healthz', permanent: true }],
};
export default analyzer({ enabled: true })(config);`,
      'app/api/health/route.ts': "export async function GET() { return Response.json({ status: 'ok' }); }",
    });
    expect(routes).toEqual([
      'GET /web/api/health app/api/health/route.ts:1',
      'GET /web/healthz next.config.mjs:6 (setting)',
      'GET /bare next.config.mjs:7 (setting)',
      'ANY /web/proxy/{*path} next.config.mjs:8 (setting)',
      'ANY /web/old next.config.mjs:11 (setting)',
    ]);
    expect(handler('/web/healthz')?.constant).toBe(true);
    expect(gaps).toEqual([]);
  });
});

describe('handlers', () => {
  it.each([
    ['a constant', "export const GET = () => new Response('ok');", [], false, true],
    [
      'NextResponse with a status',
      "import { NextResponse } from 'next/server';\nexport async function GET() { return NextResponse.json({}, { status: ready ? 200 : 503 }); }",
      [],
      true,
      false,
    ],
    [
      'a query through a module',
      "import { db } from '@/db';\nexport async function GET() { try { await db.$queryRaw`SELECT 1`; return Response.json({}); } catch { return Response.json({}, { status: 500 }); } }",
      ['db'],
      true,
      false,
    ],
    ['a function of another file', "export { GET } from '../../lib/health';", ['cache'], true, false],
  ])('%s', async (_, text, touches, canFail, constant) => {
    const { handler } = await readProgram(next, {
      'package.json': manifest,
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }',
      'db.ts': "import { PrismaClient } from '@prisma/client';\nexport const db = new PrismaClient();",
      'lib/health.ts':
        "import Redis from 'ioredis'; const redis = new Redis();\nexport async function GET() { await redis.ping(); return Response.json({}); }",
      'app/health/route.ts': text,
    });
    const found = handler('/health');
    expect(found?.touches.map(({ dependency }) => dependency)).toEqual(touches);
    expect([found?.canFail, found?.constant]).toEqual([canFail, constant]);
  });

  it('of pages/api get request and response', async () => {
    const { handler } = await readProgram(next, {
      'package.json': manifest,
      'pages/api/health.ts':
        'export default function handler(req, res) { res.status(ready ? 200 : 503).end(); }',
    });
    expect(handler('/api/health')?.canFail).toBe(true);
  });
});

it('the middleware of next-auth stands before what its matcher covers', async () => {
  const { guards } = await readProgram(next, {
    'package.json': manifest,
    'middleware.ts':
      "export { default } from 'next-auth/middleware';\nexport const config = { matcher: ['/api/private/:path*', '/((?!health|api).*)'] };",
    'app/api/private/health/route.ts': 'export const GET = () => new Response();',
    'app/health/route.ts': 'export const GET = () => new Response();',
  });
  expect([guards('/api/private/health'), guards('/health')]).toEqual([['authentication 1'], []]);
});
