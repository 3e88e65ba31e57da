import { describe, expect, test } from 'vitest';
import { koa } from '../../../src/health/routes/koa/index.js';
import { readProgram, type ProgramReading } from './program-reading.js';

function read(text: string, files: Readonly<Record<string, string>> = {}): Promise<ProgramReading> {
  return readProgram(koa, {
    'app.js': `const Koa = require('koa'); const Router = require('@koa/router'); const mount = require('koa-mount');\nconst app = new Koa();\n${text}\n`,
    ...files,
  });
}

describe('routes', () => {
  test('verbs, names, lists, prefixes, nested routers across files', async () => {
    const { gaps, routes } = await read(
      `const router = new Router({ prefix: '/api' });
router.get('/a', h).post('named', '/b', h);
router.all(['/c', '/d/:id'], check, h);
router.use('/e', require('./inner').routes(), require('./inner').allowedMethods());
app.use(router.routes()).use(router.allowedMethods());`,
      {
        'inner.js':
          "const Router = require('koa-router'); const router = new Router(); router.prefix('/v1'); router.get('/health', h); module.exports = router;",
      },
    );
    expect(routes).toEqual([
      'GET /api/a app.js:4',
      'POST /api/b app.js:4',
      'ANY /api/c app.js:5',
      'ANY /api/d/{id} app.js:5',
      'GET /api/e/v1/health inner.js:1',
    ]);
    expect(gaps).toEqual([]);
  });

  test('the application that Feathers puts around Koa', async () => {
    const { routes } = await readProgram(koa, {
      'app.ts':
        "import { feathers } from '@feathersjs/feathers';\nimport { koa, rest } from '@feathersjs/koa';\nimport Router from '@koa/router';\nconst app = koa(feathers());\nconst router = new Router();\nrouter.get('/healthz', (ctx) => { ctx.body = 'ok'; });\napp.use(router.routes());\napp.configure(rest());\n",
    });
    expect(routes).toEqual(['GET /healthz app.ts:6']);
  });

  test('applications and middleware below a path, compared paths, composed middleware', async () => {
    const { routes } =
      await read(`const inner = new Koa(); const router = new Router(); router.get('/x', h); inner.use(router.routes());
app.use(mount('/in', inner));
app.use(mount('/all', async (ctx) => { ctx.body = 'ok'; }));
app.use(async (ctx, next) => { if (ctx.path === '/healthz') { ctx.body = 'ok'; return; } await next(); });
const other = new Router(); other.get('/y', h);
app.use(require('koa-compose')([log, other.routes()]));
app.use(require('koa-route').get('/z', h));`);
    expect(routes).toEqual([
      'GET /in/x app.js:3',
      'ANY /all/{*path} app.js:5 medium',
      'ANY /healthz app.js:6 medium',
      'GET /y app.js:7',
      'GET /z app.js:9',
    ]);
  });

  test('a router that is mounted nowhere, and one that could not be followed', async () => {
    const { gaps, routes } = await read(
      "const router = new Router(); router.get('/health', h); app.use(loadRoutes());",
    );
    expect(routes).toEqual(['GET …/health app.js:3']);
    expect(gaps).toEqual(['app.js:3 what `loadRoutes()` serves could not be followed']);
  });
});

describe('handlers', () => {
  test.each([
    ['a body', "(ctx) => { ctx.body = 'ok'; }", false, true],
    ['a status', '(ctx) => { ctx.status = 204; }', false, true],
    [
      'a status in a branch',
      "(ctx) => { if (!ready) { ctx.status = 503; return; } ctx.body = 'ok'; }",
      true,
      false,
    ],
    ['throw', "async (ctx) => { if (!ready) ctx.throw(503); ctx.body = 'ok'; }", true, false],
    ['an awaited ping', "async (ctx) => { await redis.ping(); ctx.body = 'ok'; }", true, false],
    ['next', '(ctx, next) => next()', undefined, false],
  ])('%s', async (_, handler, canFail, constant) => {
    const reading = await read(
      `const router = new Router(); router.get('/health', ${handler}); app.use(router.routes());`,
    );
    expect([reading.handler('/health')?.canFail, reading.handler('/health')?.constant]).toEqual([
      canFail,
      constant,
    ]);
  });
});

test('guards stand before what is mounted after them', async () => {
  const { guards } =
    await read(`const early = new Router(); early.get('/early', h); const late = new Router(); late.get('/late', h);
app.use(early.routes());
app.use(require('koa-jwt')({ secret: 's' }));
app.use(late.routes());`);
  expect(guards('/early')).toEqual([]);
  expect(guards('/late')).toEqual(['authentication 5']);
});

test('an exemption makes a guard unsure', async () => {
  const { guards } = await read(`const router = new Router(); router.get('/health', h);
app.use(require('koa-jwt')({ secret: 's' }).unless({ path: ['/health'] }));
app.use(router.routes());`);
  expect(guards('/health')).toEqual([]);
});
