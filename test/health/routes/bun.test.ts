import { expect, test } from 'vitest';
import { bun } from '../../../src/health/routes/bun/index.js';
import { readProgram } from './program-reading.js';

test('routes of Bun.serve: handlers, responses, objects by method', async () => {
  const { gaps, handler, routes } = await readProgram(bun, {
    'server.ts': `Bun.serve({
  port: 3000,
  routes: {
    '/health': new Response('ok'),
    '/ready': async () => { if (!(await db.ping())) return new Response('no', { status: 503 }); return Response.json({}); },
    '/users/:id': { GET: (req) => Response.json({}), POST: h },
  },
  fetch() { return new Response('no', { status: 404 }); },
});`,
  });
  expect(routes).toEqual([
    'ANY /{*path} server.ts:1 medium',
    'ANY /health server.ts:4',
    'ANY /ready server.ts:5',
    'GET /users/{id} server.ts:6',
    'POST /users/{id} server.ts:6',
  ]);
  expect(gaps).toEqual([]);
  expect([handler('/health')?.canFail, handler('/ready')?.canFail]).toEqual([false, true]);
});

test('paths that the function compares, for Bun and Deno', async () => {
  const { gaps, routes } = await readProgram(bun, {
    'bun.ts':
      "Bun.serve({ async fetch(req) { const url = new URL(req.url); if (url.pathname === '/healthz') return new Response('ok'); return new Response('x', { status: 404 }); } });",
    'deno.ts':
      "Deno.serve({ port: 1 }, (request) => { const { pathname } = new URL(request.url); if (pathname === '/ping') return new Response('pong'); return route(request); });",
  });
  expect(routes).toEqual(['ANY /healthz bun.ts:1', 'ANY /ping deno.ts:1']);
  expect(gaps).toEqual([
    'deno.ts:1 what this server answers is told apart by code that could not be followed to its end',
  ]);
});

test('the fetch of a framework is its own', async () => {
  const { gaps, routes } = await readProgram(bun, {
    'a.ts':
      "import { Hono } from 'hono'; const app = new Hono(); app.get('/health', h); Bun.serve({ fetch: app.fetch });",
  });
  expect([routes, gaps]).toEqual([[], []]);
});
