import { describe, expect, test } from 'vitest';
import { hono } from '../../../src/health/routes/hono/index.js';
import { readProgram, type ProgramReading } from './program-reading.js';

function read(text: string, files: Readonly<Record<string, string>> = {}): Promise<ProgramReading> {
  return readProgram(hono, {
    'app.ts': `import { Hono } from 'hono';\nconst app = new Hono<Env>();\n${text}\n`,
    ...files,
  });
}

describe('routes', () => {
  test('verbs, chains without a path, on, patterns', async () => {
    const { gaps, routes } = await read(`app.get('/a', h).post(h);
app.on(['GET', 'POST'], ['/b', '/c'], h);
app.all('/d/:id{[0-9]+}', h);
app.get('/e/:name?', h);
app.get('/f/*', h);`);
    expect(routes).toEqual([
      'GET /a app.ts:3',
      'POST /a app.ts:3',
      'GET /b app.ts:4',
      'POST /b app.ts:4',
      'GET /c app.ts:4',
      'POST /c app.ts:4',
      'ANY /d/{id} app.ts:5',
      'GET /e/{name} app.ts:6',
      'GET /f/{*splat} app.ts:7',
    ]);
    expect(gaps).toEqual([]);
  });

  test('applications in applications, base paths, served by another server', async () => {
    const { gaps, routes } = await read(
      `import health from './health'; import { serve } from '@hono/node-server';
app.route('/internal', health);
const api = app.basePath('/api'); api.get('/x', h);
app.route('/late', late);
serve({ fetch: app.fetch, port: 3000 });`,
      {
        'health.ts':
          "import { Hono } from 'hono';\nexport default new Hono().get('/health', (c) => c.json({ ok: true }));",
      },
    );
    expect(routes).toEqual(['GET /api/x app.ts:5', 'GET /internal/health health.ts:2']);
    expect(gaps).toEqual(["app.ts:6 what `app.route('/late', late)` mounts could not be followed"]);
  });

  test('routes that OpenAPI describes', async () => {
    const { routes } = await readProgram(hono, {
      'app.ts': `import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
const app = new OpenAPIHono();
const route = createRoute({ method: 'get', path: '/users/{id}', responses: {} });
app.openapi(route, (c) => c.json({}));
app.doc('/openapi.json', {});
export default app;`,
    });
    expect(routes).toEqual(['GET /users/{id} app.ts:4', 'GET /openapi.json app.ts:5 (dependency)']);
  });
});

describe('handlers', () => {
  test.each([
    ['json', "(c) => c.json({ status: 'ok' })", false, true],
    ['a status behind the body', '(c) => c.json({}, ready ? 200 : 503)', true, false],
    ['a status before', "(c) => { c.status(503); return c.text('no'); }", true, false],
    ['a Response', "() => new Response('ok')", false, true],
    ['a Response that fails', "() => new Response('no', { status: 503 })", true, false],
    [
      'an exception',
      "async (c) => { if (!ready) throw new HTTPException(503); return c.text('ok'); }",
      true,
      false,
    ],
    ['what another function answers', '(c) => respond(c)', undefined, false],
  ])('%s', async (_, handler, canFail, constant) => {
    const reading = await read(`app.get('/health', ${handler});`);
    expect([reading.handler('/health')?.canFail, reading.handler('/health')?.constant]).toEqual([
      canFail,
      constant,
    ]);
  });
});

test('guards stand before what is registered after them, below their path', async () => {
  const { guards } = await read(`import { bearerAuth } from 'hono/bearer-auth';
app.get('/early', h);
app.use('/api/*', bearerAuth({ token: 't' }));
app.get('/health', h);
app.get('/api/health', h);`);
  expect([guards('/early'), guards('/health'), guards('/api/health')]).toEqual([
    [],
    [],
    ['authentication 5'],
  ]);
});

test('clients are none', async () => {
  const { routes } = await read(
    "import { hc } from 'hono/client';\nconst client = hc('http://x'); client.get('/health', {}); app.request('/health');",
  );
  expect(routes).toEqual([]);
});
