import { expect, test } from 'vitest';
import { express } from '../../../src/health/routes/express/index.js';
import { trpc } from '../../../src/health/routes/trpc/index.js';
import { readProgram } from './program-reading.js';

const router = `import { initTRPC } from '@trpc/server';
const t = initTRPC.context().create(); const publicProcedure = t.procedure;
export const appRouter = t.router({
  health: publicProcedure.query(() => 'ok'),
  users: t.router({ list: publicProcedure.input(schema).query(find), add: publicProcedure.mutation(add) }),
});`;

test('procedures of a server of its own', async () => {
  const { gaps, handler, routes } = await readProgram(trpc, {
    'router.ts': router,
    'server.ts':
      "import { createHTTPServer } from '@trpc/server/adapters/standalone'; import { appRouter } from './router';\ncreateHTTPServer({ router: appRouter, basePath: '/trpc/' }).listen(1);",
  });
  expect(routes).toEqual([
    'GET /trpc/health server.ts:2 medium',
    'POST /trpc/users.add server.ts:2 medium',
    'GET /trpc/users.list server.ts:2 medium',
  ]);
  expect(handler('/trpc/health')?.constant).toBe(true);
  expect(gaps).toEqual([]);
});

test('a router that only run time knows leaves the list open', async () => {
  const { gaps, routes } = await readProgram(trpc, {
    'server.ts':
      "import { createHTTPServer } from '@trpc/server/adapters/standalone';\ncreateHTTPServer({ router: load() });",
  });
  expect([routes, gaps]).toEqual([[], ['server.ts:2 procedures of this server are only known at run time']]);
});

test('procedures that an application of Express mounts', async () => {
  const { gaps, routes } = await readProgram(express, {
    'router.ts': router,
    'server.ts':
      "import express from 'express'; import { createExpressMiddleware } from '@trpc/server/adapters/express'; import { appRouter } from './router';\nexpress().use('/trpc', createExpressMiddleware({ router: appRouter }));",
  });
  expect(routes).toEqual([
    'GET /trpc/health server.ts:2 (dependency)',
    'POST /trpc/users.add server.ts:2 (dependency)',
    'GET /trpc/users.list server.ts:2 (dependency)',
  ]);
  expect(gaps).toEqual([]);
});
