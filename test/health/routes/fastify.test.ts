import { describe, expect, test } from 'vitest';
import { fastify } from '../../../src/health/routes/fastify/index.js';
import { readProgram, type ProgramReading } from './program-reading.js';

/** An application in one file, with files beside it. */
function read(text: string, files: Readonly<Record<string, string>> = {}): Promise<ProgramReading> {
  return readProgram(fastify, {
    'app.ts': `import Fastify from 'fastify'; import path from 'node:path';\nconst app = Fastify({ logger: true });\n${text}\n`,
    ...files,
  });
}

describe('routes', () => {
  test('verbs, options, route objects, lists of methods', async () => {
    const { gaps, routes } = await read(`app.get('/a', h);
app.post('/b', { schema: {} }, h);
app.get('/c/:id', { handler: h });
app.route({ method: ['GET', 'HEAD'], url: '/d', handler: h });
app.all('/e/*', h);
for (const method of ['get', 'put']) app[method]('/f', h);`);
    expect(routes).toEqual([
      'GET /a app.ts:3',
      'POST /b app.ts:4',
      'GET /c/{id} app.ts:5',
      'GET /d app.ts:6',
      'HEAD /d app.ts:6',
      'ANY /e/{*splat} app.ts:7',
      'GET /f app.ts:8',
      'PUT /f app.ts:8',
    ]);
    expect(gaps).toEqual([]);
  });

  test('plugins with prefixes, nested, imported, shared by fastify-plugin', async () => {
    const { gaps, routes } = await read(
      `import health from './health.js';
app.register(health, { prefix: '/internal' });
app.register(import('./lazy'), { prefix: 'v1' });
app.register(require('fastify-plugin')(async (instance) => { instance.get('/shared', h); }), { prefix: '/ignored' });
app.register((instance, options, done) => { instance.register(health, { prefix: '/deep' }); done(); }, { prefix: '/outer' });`,
      {
        'health.ts':
          "import { FastifyInstance } from 'fastify';\nexport default async function (app: FastifyInstance) { app.get('/health', async () => ({ ok: true })); }",
        'lazy.ts': "export default async (app, options) => { app.get('/lazy', h); };",
      },
    );
    expect(routes).toEqual([
      'GET /shared app.ts:6',
      'GET /internal/health health.ts:2',
      'GET /outer/deep/health health.ts:2',
      'GET /v1/lazy lazy.ts:1',
    ]);
    expect(gaps).toEqual([]);
  });

  test('folders that autoload reads: index files, prefixes, parameters', async () => {
    const { gaps, routes } = await read(
      "app.register(require('@fastify/autoload'), { dir: path.join(__dirname, 'routes'), options: { prefix: '/api' }, routeParams: true });",
      {
        'routes/root.ts': "export default async (app) => { app.get('/', h); };",
        'routes/health/index.ts': "export default async (app) => { app.get('/', h); };",
        'routes/health/helper.ts': 'export default async (app) => { app.get("/no", h); };',
        'routes/users/_id/posts.ts': "export default async (app) => { app.get('/posts', h); };",
        'routes/own.ts':
          "export default async (app) => { app.get('/x', h); };\nexport const autoPrefix = '/auto';",
      },
    );
    expect(routes).toEqual([
      'GET /api/health routes/health/index.ts:1',
      'GET /api/auto/x routes/own.ts:1',
      'GET /api routes/root.ts:1',
      'GET /api/users/{id}/posts routes/users/_id/posts.ts:1',
    ]);
    expect(gaps).toEqual([]);
  });

  test('plugins of packages: status routes, a plugin that is not known', async () => {
    const { gaps, handler, routes } =
      await read(`app.register(require('@fastify/under-pressure'), { exposeStatusRoute: true });
app.register(require('@fastify/under-pressure'), { exposeStatusRoute: { url: '/alive' } });
app.register(require('@fastify/under-pressure'), { maxEventLoopDelay: 1000 });
app.register(require('fastify-healthcheck'), { healthcheckUrl: '/custom' });
app.register(require('@fastify/cors'));
app.register(require('fastify-graceful-routes'));
app.register(loadPlugin());`);
    expect(routes).toEqual([
      'GET /status app.ts:3 (dependency)',
      'GET /alive app.ts:4 (dependency)',
      'GET /custom app.ts:6 (dependency)',
    ]);
    expect(handler('/status')?.canFail).toBe(true);
    expect(gaps).toEqual([
      'app.ts:8 what the plugin fastify-graceful-routes serves is not known',
      'app.ts:9 the plugin that `app.register(loadPlugin())` registers could not be followed',
    ]);
  });

  test('an instance that is only declared keeps an incomplete path', async () => {
    const { routes } = await readProgram(fastify, {
      'routes.ts':
        "import type { FastifyInstance } from 'fastify';\nexport function register(app: FastifyInstance) { app.get('/health', h); }",
    });
    expect(routes).toEqual(['GET …/health routes.ts:2']);
  });
});

describe('handlers', () => {
  test.each([
    ['a returned object', "async () => ({ status: 'ok' })", false, true],
    ['a sent text', "(request, reply) => { reply.send('ok'); }", false, true],
    [
      'a code',
      "async (request, reply) => { if (!ready) return reply.code(503).send(); return 'ok'; }",
      true,
      false,
    ],
    ['an exception', "async () => { if (!ready) throw new Error('no'); return 'ok'; }", true, false],
    ['an awaited query', "async () => { await db.query('SELECT 1'); return {}; }", true, false],
    [
      'a swallowed query',
      "async () => { try { await db.query('SELECT 1'); } catch {} return {}; }",
      false,
      false,
    ],
  ])('%s', async (_, handler, canFail, constant) => {
    const reading = await read(`app.get('/health', ${handler});`);
    expect([reading.handler('/health')?.canFail, reading.handler('/health')?.constant]).toEqual([
      canFail,
      constant,
    ]);
  });

  test('what is decorated on the instance is followed', async () => {
    const { handler } = await read(`const { Pool } = require('pg');
app.decorate('pool', new Pool());
app.register(async (instance) => { instance.get('/health', async () => { await instance.pool.query('SELECT 1'); return {}; }); });`);
    expect(handler('/health')?.touches.map(({ dependency }) => dependency)).toEqual(['db']);
  });
});

describe('guards', () => {
  test('hooks, checks on the route, limits', async () => {
    const { guards } =
      await read(`app.decorate('authenticate', async (request, reply) => { try { await request.jwtVerify(); } catch (error) { reply.send(error); } });
app.register(require('@fastify/rate-limit'), { timeWindow: 1000 });
app.get('/health', h);
app.get('/free', { config: { rateLimit: false } }, h);
app.get('/own', { onRequest: [app.authenticate] }, h);
app.register(async (inner) => { inner.get('/before', h); inner.addHook('onRequest', app.authenticate); }, { prefix: '/in' });`);
    expect(guards('/health')).toEqual(['rate-limit 4']);
    expect(guards('/free')).toEqual([]);
    expect(guards('/own')).toEqual(['rate-limit 4', 'authentication 7']);
    expect(guards('/in/before')).toEqual(['rate-limit 4', 'authentication 8']);
  });
});

test('clients and other objects with the same methods are none', async () => {
  const { routes } = await read(`const axios = require('axios'); const cache = new Map();
axios.get('/health', {}); cache.get('/health'); app.inject({ method: 'GET', url: '/health' }); fetch('/health');`);
  expect(routes).toEqual([]);
});
