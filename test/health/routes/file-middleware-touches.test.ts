import { describe, expect, it } from 'vitest';
import { matcherCovers } from '../../../src/health/routes/next/matcher.js';
import { before } from './touches-before.js';

const node = (name: string): string => JSON.stringify({ dependencies: { [name]: '1', pg: '8' } });
const pool = `import { Pool } from 'pg';\nexport const pool = new Pool();\n`;
const answer = 'export const GET = () => new Response("ok");\n';

describe('Next.js', () => {
  const app = (middleware: string, name = 'src/middleware.ts'): Record<string, string> => ({
    'package.json': node('next'),
    'src/db.ts': pool,
    'src/app/api/health/route.ts': answer,
    'src/app/healthz/route.ts': answer,
    [name]: `import { pool } from './db';\n${middleware}`,
  });
  const tenant = `async function tenant(request) {
  request.tenant = await pool.query('SELECT 1');
}
`;

  it('middleware before the paths of its matcher', async () => {
    const touched = 'db src/middleware.ts:3';
    const middleware = `${tenant}export async function middleware(request) {
  await tenant(request);
  return NextResponse.next();
}
`;
    expect(await before('next', app(middleware))).toEqual([
      `/api/health: ${touched}`,
      `/healthz: ${touched}`,
    ]);
    expect(
      await before(
        'next',
        app(`${middleware}export const config = { matcher: ['/((?!api|_next/static|.*\\\\.png$).*)'] };\n`),
      ),
    ).toEqual(['/api/health:', `/healthz: ${touched}`]);
    expect(
      await before(
        'next',
        app(
          `${middleware}export const config = { matcher: [{ source: '/api/:path*', missing: [{ type: 'header', key: 'purpose' }] }] };\n`,
        ),
      ),
    ).toEqual([`/api/health: ${touched}`, '/healthz:']);
    expect(await before('next', app(`${middleware}export const config = { matcher: paths() };\n`))).toEqual([
      '/api/health:',
      '/healthz:',
    ]);
  });

  it('not what is behind a way out, nor what only those who are signed in come to', async () => {
    expect(
      await before(
        'next',
        app(
          `${tenant}export async function proxy(request) {
  if (request.nextUrl.pathname === '/healthz') return NextResponse.next();
  await tenant(request);
}
`,
          'src/proxy.ts',
        ),
      ),
    ).toEqual(['/api/health:', '/healthz:']);
    const wrapped = (from: string, name: string, made: string): Record<string, string> =>
      app(
        `import { ${name} } from '${from}';\n${tenant}export default ${made}(async (request) => { await tenant(request); });\n`,
      );
    expect(await before('next', wrapped('next-auth/middleware', 'withAuth', 'withAuth'))).toEqual([
      '/api/health:',
      '/healthz:',
    ]);
    expect(
      await before('next', wrapped('@clerk/nextjs/server', 'clerkMiddleware', 'clerkMiddleware')),
    ).toEqual(['/api/health: db src/middleware.ts:4', '/healthz: db src/middleware.ts:4']);
  });

  it.each([
    ['/((?!api|_next).*)', '/healthz', true],
    ['/((?!api|_next).*)', '/apiary', false],
    ['/((?!.*\\..*|_next).*)', '/healthz', true],
    ['/((?!_next|[^?]*\\.(?:html?|css|js(?!on)|png)).*)', '/api/health', true],
    ['/(api|trpc)(.*)', '/api/health', true],
    ['/(api|trpc)(.*)', '/healthz', false],
    ['/((?!health$).*)', '/healthz', true],
    ['/((?!healthz?).*)', '/health', false],
    ['/api/((?!public/).*)', '/api/health', true],
    ['/api/((?!public/).*)', '/health', false],
    ['/((?!\\w+).*)', '/health', false],
    ['/:path((?!api).*)', '/health', false],
    ['/', '/health', false],
    ['/:path*', '/health', true],
  ])('%s over %s: %s', (pattern, path, covers) => {
    expect(matcherCovers(pattern, path)).toBe(covers);
  });
});

it('Nuxt: the files of server/middleware', async () => {
  const files = {
    'package.json': node('nuxt'),
    'server/db.ts': pool,
    'server/api/health.get.ts': 'export default defineEventHandler(() => ({ ok: true }));\n',
    'server/middleware/1.tenant.ts': `import { pool } from '../db';
export default defineEventHandler(async (event) => {
  event.context.tenant = await pool.query('SELECT 1');
});
`,
    'server/middleware/2.session.ts': `import { pool } from '../db';
export default defineEventHandler(async (event) => {
  const id = getCookie(event, 'session');
  if (!id) return;
  event.context.user = await pool.query('SELECT 2');
});
`,
  };
  expect(await before('nuxt', files)).toEqual(['/api/health: db server/middleware/1.tenant.ts:3']);
});

it('SvelteKit: handle, and the handlers of a sequence, up to where they resolve', async () => {
  const app = (hooks: string): Record<string, string> => ({
    'package.json': node('@sveltejs/kit'),
    'src/db.ts': pool,
    'src/routes/healthz/+server.ts': answer,
    'src/hooks.server.ts': `import { sequence } from '@sveltejs/kit/hooks';\nimport { pool } from './db';\n${hooks}`,
  });
  expect(
    await before(
      'sveltekit',
      app(`const settings = async ({ event, resolve }) => {
  event.locals.settings = await pool.query('SELECT 1');
  return resolve(event);
};
const audit = async ({ event, resolve }) => {
  const response = await resolve(event);
  await pool.query('INSERT');
  return response;
};
const user = async ({ event, resolve }) => {
  const id = event.cookies.get('sid');
  if (id) event.locals.user = await pool.query('SELECT 2');
  return resolve(event);
};
export const handle = sequence(settings, audit, user);
`),
    ),
  ).toEqual(['/healthz: db src/hooks.server.ts:4']);
  expect(
    await before(
      'sveltekit',
      app(`export async function handle({ event, resolve }) {
  await pool.query('SELECT 1');
  return resolve(event);
}
`),
    ),
  ).toEqual(['/healthz: db src/hooks.server.ts:4']);
});

it('Astro: onRequest', async () => {
  expect(
    await before('astro', {
      'package.json': node('astro'),
      'src/db.ts': pool,
      'src/pages/healthz.ts': answer,
      'src/middleware/index.ts': `import { defineMiddleware, sequence } from 'astro:middleware';
import { pool } from '../db';
const flags = defineMiddleware(async (context, next) => {
  context.locals.flags = await pool.query('SELECT 1');
  return next();
});
const user = defineMiddleware(async (context, next) => {
  if (!context.cookies.has('sid')) return next();
  context.locals.user = await pool.query('SELECT 2');
  return next();
});
export const onRequest = sequence(flags, user);
`,
    }),
  ).toEqual(['/healthz: db src/middleware/index.ts:4']);
});
