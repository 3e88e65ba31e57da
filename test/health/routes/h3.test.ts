import { expect, it } from 'vitest';
import { h3 } from '../../../src/health/routes/h3/index.js';
import { readProgram } from './program-reading.js';

it('joins routers, bases and paths of version 1', async () => {
  const { all, handler, routes } = await readProgram(h3, {
    'server.ts': `import { createApp, createRouter, defineEventHandler, eventHandler, toNodeListener, useBase } from 'h3';
import { createServer } from 'node:http';
import { Pool } from 'pg';
const pool = new Pool();
const app = createApp();
const router = createRouter();
router.get('/healthz', defineEventHandler(() => 'ok')).get('/ready', eventHandler(async () => { await pool.query('SELECT 1'); return 'ok'; }));
const api = createRouter();
api.post('/orders/:id', defineEventHandler(() => ({})));
api.get('/files/**:path', defineEventHandler(() => ({})));
app.use(defineEventHandler(async (event) => { event.context.flags = await pool.query('SELECT 2'); }));
app.use(router);
router.use('/api/**', useBase('/api', api.handler));
app.use(useBase('/v1', api.handler));
app.use('/live', defineEventHandler(() => 'ok'));
createServer(toNodeListener(app)).listen(3000);
`,
  });
  expect(routes).toEqual([
    'GET /healthz server.ts:7',
    'GET /ready server.ts:7',
    'POST /api/orders/{id} server.ts:9',
    'POST /v1/orders/{id} server.ts:9',
    'GET /api/files/{*path} server.ts:10',
    'GET /v1/files/{*path} server.ts:10',
    'ANY /live server.ts:15',
    'ANY /live/{*path} server.ts:15',
  ]);
  expect(handler('/ready')?.touches.map(({ dependency }) => dependency)).toEqual(['db']);
  expect(all[0]?.touchedBefore?.map(({ span }) => span.line)).toEqual([11]);
});

it('reads applications of version 2', async () => {
  const { routes } = await readProgram(h3, {
    'server.mjs': `import { H3, serve } from 'h3';
const inner = new H3().get('/ready', () => 'ok');
const app = new H3();
app.get('/healthz', () => 'ok').on('HEAD', '/healthz', () => 'ok');
app.mount('/ops', inner);
serve(app, { port: 3000 });
`,
  });
  expect(routes).toEqual([
    'GET /ops/ready server.mjs:2',
    'GET /healthz server.mjs:4',
    'HEAD /healthz server.mjs:4',
  ]);
});
