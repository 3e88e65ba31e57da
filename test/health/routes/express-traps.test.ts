import { describe, expect, test } from 'vitest';
import { express } from '../../../src/health/routes/express/index.js';
import { inMemoryRepository } from '../../in-memory-repository.js';
import { readExpress } from './express-reading.js';

describe('receivers that are no Express router', () => {
  test.each([
    ['settings', "app.get('env'); app.get('trust proxy');"],
    [
      'axios',
      "const axios = require('axios'); axios.get('/health', { timeout: 1 }); axios.create().get('/health', {});",
    ],
    [
      'supertest',
      "const request = require('supertest'); request(app).get('/health', cb); request('http://x').get('/health', cb);",
    ],
    ['fetch-mock', "const fetchMock = require('fetch-mock'); fetchMock.get('/health', 200);"],
    [
      'msw',
      "const { rest, http } = require('msw'); rest.get('/health', (req, res) => res()); http.get('/health', () => {});",
    ],
    [
      'nock',
      "const nock = require('nock'); nock('http://x').get('/health').reply(200); nock('x').get('/health', {});",
    ],
    ['a map', "const routes = new Map(); routes.get('/health', 1); new URLSearchParams().get('/health', h);"],
    [
      'configuration',
      "const config = require('config'); config.get('/health', x); config.use('/health', x);",
    ],
    [
      'an object with a method of that name',
      "const app2 = { get(path, handler) {} }; app2.get('/health', h);",
    ],
    [
      'a class with a method of that name',
      "class Store { get(path, handler) {} } new Store().get('/health', h);",
    ],
    ['something unknown', "server.get('/health', h); fastify.route('/health').get(h);"],
    [
      'Koa',
      "const Router = require('@koa/router'); const r = new Router(); r.get('/health', h); new (require('koa'))().use(r.routes());",
    ],
    ['Fastify', "const fastify = require('fastify')(); fastify.get('/health', h);"],
    ['Hono', "const { Hono } = require('hono'); const hono = new Hono(); hono.get('/health', h);"],
    [
      'Polka and restify',
      "require('polka')().get('/health', h); require('restify').createServer().get('/health', h);",
    ],
    [
      'a router of another package',
      "const { Router } = require('router'); Router().get('/health', h); require('vue-router').Router().get('/health', h);",
    ],
    [
      'comments and strings',
      "// app.get('/health', h)\n/* app.get('/health', h) */ const s = \"app.get('/health', h)\";",
    ],
    ['a verb without a handler', "app.get('/health'); app.post();"],
    ['a shadowed name', "function f() { const app = client(); app.get('/health', h); }"],
  ])('%s', async (_, text) => {
    const { gaps, routes } = await readExpress({ 'app.js': `const app = require('express')();\n${text}\n` });
    expect(routes).toEqual([]);
    expect(gaps).toEqual([]);
  });

  test('JSX and decorators are read over', async () => {
    const { routes } = await readExpress({
      'app.tsx': `import express from 'express'; const app = express();
@Controller('health') class Health { @Get('/health') get(@Res() res) { return <a href="/health">{app.get('/in-jsx', h)}</a>; } }
app.get('/real', (req, res) => res.send(<b/>));`,
    });
    expect(routes).toEqual(['GET /in-jsx app.tsx:2', 'GET /real app.tsx:3']);
  });

  test('an application of NestJS is not one of Express', async () => {
    const { gaps, routes } = await readExpress({
      'main.ts': `import { NestFactory } from '@nestjs/core'; import express, { Request } from 'express';
const app = await NestFactory.create<NestExpressApplication>(AppModule);
app.use('/health', express.json()); app.get('/health', h); app.setGlobalPrefix('api');`,
    });
    expect(routes).toEqual([]);
    expect(gaps).toEqual([]);
  });
});

test('tests, declarations and bundles are no candidates; vendored and example code neither', () => {
  const view = inMemoryRepository({
    'src/app.ts': '',
    'src/app.test.ts': '',
    'src/app.spec.js': '',
    'test/server.js': '',
    'src/types.d.ts': '',
    'public/app.min.js': '',
    'src/app.py': '',
    'node_modules/express/index.js': '',
  });
  expect(view.files.filter((file) => express.isCandidate(file)).map(({ path }) => path)).toEqual([
    'src/app.ts',
  ]);
});

describe('hostile programs', () => {
  test('routers that mount each other or themselves, over cyclic imports', async () => {
    const { routes } = await readExpress({
      'app.js': `const express = require('express'); const app = express(); const a = require('./a');
app.use('/a', a.router); app.use('/self', app);`,
      'a.js': `const { Router } = require('express'); const router = Router(); module.exports = { router };
const b = require('./b'); router.get('/in-a', h); router.use('/b', b.router); router.use('/again', router);`,
      'b.js': `const { Router } = require('express'); const router = Router(); exports.router = router;
const a = require('./a'); router.get('/in-b', h); router.use('/a', a.router);`,
    });
    expect(routes).toEqual(['GET /a/in-a a.js:2', 'GET /a/b/in-b b.js:2']);
  });

  test('nesting without end stops', async () => {
    const mounts = Array.from(
      { length: 60 },
      (_, index) => `r${String(index)}.use('/x', r${String(index + 1)});`,
    );
    const makers = Array.from({ length: 61 }, (_, index) => `const r${String(index)} = Router();`);
    const { routes } = await readExpress({
      'app.js': `const { Router } = require('express'); ${makers.join(' ')}\n${mounts.join('\n')}\nr0.get('/top', h); r60.get('/deep', h);`,
    });
    expect(routes).toContain('GET …/top app.js:62');
  });

  test('mounts that multiply do not explode', async () => {
    const lines = Array.from(
      { length: 14 },
      (_, index) =>
        `const r${String(index)} = Router(); r${String(index)}.get('/x', h); ${index > 0 ? `for (const p of ['/a', '/b', '/c', '/d']) r${String(index)}.use(p, r${String(index - 1)});` : ''}`,
    );
    const { routes } = await readExpress({
      'app.js': `const { Router } = require('express');\n${lines.join('\n')}\n`,
    });
    expect(routes.length).toBeLessThanOrEqual(20_000);
  }, 30_000);

  test('a constant called __proto__, a route called constructor', async () => {
    const { routes } = await readExpress({
      'app.js': `const app = require('express')(); const __proto__ = '/health'; const R = { ['__proto__']: '/x', constructor: '/y' };
app.get(__proto__, h); app.get(R.constructor, h); app['__proto__']('/z', h); app.get('/constructor', h);`,
    });
    expect(routes).toEqual(['GET /health app.js:2', 'GET /y app.js:2', 'GET /constructor app.js:2']);
  });

  test('a minified server is named, not read', async () => {
    const { routes, skipped } = await readExpress({
      'bundle.js': `var a=require("express")();${'a.get("/x",function(b,c){c.send("ok")});'.repeat(5_000)}`,
    });
    expect(routes).toEqual([]);
    expect(skipped).toEqual([
      {
        file: 'bundle.js',
        reason: 'too-large',
        detail: 'minified or generated output, its routes were not read',
      },
    ]);
  });

  test('a broken file is named, and what stands before the broken place is read', async () => {
    const { routes, skipped } = await readExpress({
      'app.js': "const app = require('express')();\napp.get('/health', h);\nfunction ( {\n",
    });
    expect(routes).toEqual(['GET /health app.js:2']);
    expect(skipped).toMatchObject([{ file: 'app.js', line: 3, reason: 'parse-error' }]);
  });

  test('functions that call each other without end', async () => {
    const { routes } = await readExpress({
      'app.js': `const app = require('express')();
function a(n) { app.get('/a', h); b(n + 1); b(n + 2); c(n); } function b(n) { a(n); c(n); a(n + 1); } function c(n) { a(n); b(n); c(n); }
a(0); app.get('/end', h);`,
    });
    expect(routes).toContain('GET /a app.js:2');
  }, 30_000);
});

test('the same repository gives the same reading', async () => {
  const files = {
    'b.js': "const app = require('express')(); app.get(['/z', '/a'], h); app.use(x.router);",
    'a.js': "const app = require('express')(); app.post('/y', h); app.get('/y', h); load(app);",
  };
  const first = await readExpress(files);
  expect(first.routes).toEqual(['POST /y a.js:1', 'GET /y a.js:1', 'GET /a b.js:1', 'GET /z b.js:1']);
  expect(await readExpress(files)).toMatchObject({ routes: first.routes, gaps: first.gaps });
});

test('middleware that answers what a document lists leaves the list open', async () => {
  const { gaps } = await readExpress({
    'app.js': `const app = require('express')(); const exegesis = require('exegesis-express');
(async () => { app.use(await exegesis.middleware('api.yaml', {})); })();`,
  });
  expect(gaps).toEqual(['app.js:2 what the package exegesis-express serves is not known']);
});
