import { describe, expect, test } from 'vitest';
import type { Handler } from '../../../src/model/endpoint.js';
import { readExpress } from './express-reading.js';

/** The handler of `/health` in `app.js`, whose Express application is `app`. */
async function handlerOf(
  text: string,
  files: Readonly<Record<string, string>> = {},
): Promise<Handler | undefined> {
  const reading = await readExpress({ 'app.js': `const app = require('express')();\n${text}\n`, ...files });
  return reading.handler('/health');
}

function touched(handler: Handler | undefined): readonly string[] {
  return (handler?.touches ?? []).map(
    ({ dependency, span, text }) => `${dependency} ${span.file}:${String(span.line)} ${text}`,
  );
}

describe('whether a handler can fail', () => {
  test.each([
    ['a constant', "(req, res) => res.send('ok')", false, true],
    ['a constant with a status', "(req, res) => { res.status(200).json({ status: 'UP' }); }", false, true],
    ['a computed body', '(req, res) => { res.json({ uptime: process.uptime() }); }', false, false],
    [
      'a constant in a try',
      "(req, res, next) => { try { res.send('ok'); } catch (e) { next(e); } }",
      false,
      true,
    ],
    [
      'a failure status in a branch',
      '(req, res) => { if (broken) res.status(503).end(); else res.end(); }',
      true,
      false,
    ],
    ['a status that is computed', '(req, res) => res.status(ok ? 200 : 500).end()', true, false],
    [
      'a status in a variable',
      '(req, res) => { let s = 200; if (broken) s = 503; res.status(s).end(); }',
      true,
      false,
    ],
    ['sendStatus', '(req, res) => res.sendStatus(ready ? 204 : 503)', true, false],
    ['statusCode', '(req, res) => { res.statusCode = 500; res.end(); }', true, false],
    ['writeHead', '(req, res) => { res.writeHead(503); res.end(); }', true, false],
    ['throw', "(req, res) => { if (broken) throw new Error('x'); res.end(); }", true, false],
    ['next(error)', '(req, res, next) => { check(req, (e) => (e ? next(e) : res.end())); }', true, false],
    [
      'an await that may reject',
      'async (req, res) => { await db.query("SELECT 1"); res.end(); }',
      true,
      false,
    ],
    ['a promise without catch', '(req, res) => { db.query("x").then(() => res.end()); }', true, false],
    [
      'a caught failure',
      '(req, res) => { db.query("x").then(() => res.end()).catch(() => res.status(500).end()); }',
      true,
      false,
    ],
    [
      'a swallowed await',
      "async (req, res) => { try { await db.query('x'); } catch (e) { log(e); } res.end(); }",
      false,
      false,
    ],
    [
      'a swallowed promise',
      "async (req, res) => { await db.query('x').catch(() => null); res.end(); }",
      false,
      false,
    ],
    [
      'a body that tells, a status that does not',
      '(req, res) => { res.json({ db: connected }); }',
      false,
      true,
    ],
    ['an answer that is left to something unknown', '(req, res) => { respond(res); }', undefined, false],
    ['a status that is not known', '(req, res) => { res.status(result.code).end(); }', undefined, false],
  ])('%s', async (_, handler, canFail, constant) => {
    const facts = await handlerOf(`app.get('/health', ${handler});`);
    expect(facts?.canFail).toBe(canFail);
    expect(facts?.constant).toBe(constant);
  });

  test('status codes by name, from packages and from enums of the project', async () => {
    const names = "const { StatusCodes } = require('http-status-codes');";
    expect(
      (await handlerOf(`${names} app.get('/health', (q, r) => r.status(StatusCodes.OK).end());`))?.canFail,
    ).toBe(false);
    expect(
      (
        await handlerOf(
          `${names} app.get('/health', (q, r) => r.status(StatusCodes.SERVICE_UNAVAILABLE).end());`,
        )
      )?.canFail,
    ).toBe(true);
    expect(
      (
        await handlerOf(
          "const { S } = require('./codes'); app.get('/health', (q, r) => r.status(S.Down).end());",
          {
            'codes.ts': 'export enum S { Up = 200, Down = 503 }',
          },
        )
      )?.canFail,
    ).toBe(true);
  });
});

describe('what a handler touches', () => {
  test('in its body, in callbacks, and by the package that a client is from', async () => {
    const handler =
      await handlerOf(`const Redis = require('ioredis'); const store = new Redis(); const { Pool } = require('pg');
const main = new Pool(); const axios = require('axios');
app.get('/health', async (req, res) => {
  await store.ping();
  main.query('SELECT 1', () => { axios.get('http://other/health'); });
  await prisma.$queryRaw\`SELECT 1\`;
  store.on('error', log);
  res.end();
});`);
    expect(touched(handler)).toEqual([
      'cache app.js:5 store.ping()',
      "db app.js:6 main.query('SELECT 1', () => { axios.get('http://other/health'); })",
      "http app.js:6 axios.get('http://other/health')",
      'db app.js:7 prisma.$queryRaw`SELECT 1`',
    ]);
  });

  test('two calls away, across files, through classes, injected types and re-exports', async () => {
    const handler = await handlerOf(
      "const { HealthController } = require('./controller'); const c = new HealthController(); app.get('/health', c.check);",
      {
        'controller.ts': `import { HealthService } from './service.js';
export class HealthController {
  constructor(private readonly service: HealthService) {}
  check = async (req, res) => { const ok = await this.service.isUp(); res.status(ok ? 200 : 503).end(); };
}
`,
        'service.ts': `import { pool } from './barrel.js';
export class HealthService { async isUp() { return probe(); } }
async function probe() { await pool.query('SELECT 1'); return third(); }
async function third() { return redis.ping(); }
`,
        'barrel.ts': "export { pool } from './pool.js';",
        'pool.ts': "import pg from 'pg'; export const pool = new pg.Pool();",
      },
    );
    expect(touched(handler)).toEqual(["db service.ts:3 pool.query('SELECT 1')"]);
    expect(handler?.canFail).toBe(true);
    expect(handler?.span).toMatchObject({ file: 'controller.ts', line: 4 });
  });

  test('rows that a query gave are not asked again', async () => {
    const handler = await handlerOf(`const db = new (require('pg').Client)();
app.get('/health', async (req, res) => { const rows = await db.query('x'); res.json(rows.map((row) => row.toString())); });`);
    expect(touched(handler)).toEqual(["db app.js:3 db.query('x')"]);
  });

  test('calls that are commented out, in strings, or in code that the handler does not reach', async () => {
    const handler = await handlerOf(`function unused() { db.query('x'); }
app.get('/health', (req, res) => { /* db.query('x') */ res.send("db.query('x')"); });`);
    expect(handler).toMatchObject({ touches: [], canFail: false, constant: true });
  });
});

describe('which function answers', () => {
  test('the last of several, by its name, also through wrappers of the project and of packages', async () => {
    const wrapped = `const asyncHandler = (fn) => (req, res, next) => Promise.resolve(fn(req, res, next)).catch(next);
async function health(req, res) { res.send('ok'); }
function auth(req, res, next) { next(); }`;
    for (const last of [
      'health',
      'asyncHandler(health)',
      "require('express-async-handler')(health)",
      'wrap(health)',
    ]) {
      const handler = await handlerOf(`${wrapped}\napp.get('/health', auth, ${last});`);
      expect(handler).toMatchObject({ name: 'health', span: { file: 'app.js', line: 3 }, canFail: false });
    }
  });

  test('methods, bound methods, members of modules, handlers made by a factory', async () => {
    const { all } = await readExpress({
      'app.js': `const app = require('express')(); const c = require('./c');
app.get('/a', new c.C().health.bind(this)); app.get('/b', c.health); app.get('/c', c.make(503)); app.get('/d', c.missing);`,
      'c.js': `class C { health(req, res) { res.end(); } }
exports.C = C; exports.health = (req, res) => res.end();
exports.make = function (status) { return function made(req, res) { res.status(status).end(); }; };`,
    });
    expect(
      all.map(({ handler, path }) => [path, handler?.name, handler?.span?.line, handler?.canFail]),
    ).toEqual([
      ['/a', 'health', 1, false],
      ['/b', 'health', 2, false],
      ['/c', 'made', 3, true],
      ['/d', undefined, undefined, undefined],
    ]);
  });
});
