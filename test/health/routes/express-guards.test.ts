import { describe, expect, test } from 'vitest';
import { readExpress } from './express-reading.js';

/** What stands before each route of an application, as `path: kind line text`. */
async function guards(text: string): Promise<readonly string[]> {
  const { all } = await readExpress({ 'app.js': `const app = require('express')();\n${text}\n` });
  return all.map(
    ({ guards: standing = [], path }) =>
      `${path}: ${standing.map(({ kind, span }) => `${kind} ${String(span.line)}`).join(', ')}`,
  );
}

const check = `function requireAuth(req, res, next) {
  if (!req.headers.authorization) return res.status(401).end();
  next();
}`;

describe('what stands before a route', () => {
  test('authentication, limits and HTTPS that were mounted before it', async () => {
    expect(
      await guards(`const limit = require('express-rate-limit'); const jwt = require('express-jwt');
const { enforce } = require('x'); const sslify = require('express-sslify');
app.use(sslify.HTTPS({ trustProtoHeader: true }));
app.get('/early', h);
app.use(limit({ max: 100 }));
app.use('/api', jwt({ secret: 's' }));
app.get('/health', h);
app.get('/api/health', h);`),
    ).toEqual([
      '/early: https-redirect 4',
      '/health: https-redirect 4, rate-limit 6',
      '/api/health: https-redirect 4, rate-limit 6, authentication 7',
    ]);
  });

  test('checks of the project, on the route itself, on a router and before its mount', async () => {
    expect(
      await guards(`${check}
const { Router } = require('express');
const inner = Router();
inner.get('/open', h);
inner.use(requireAuth);
inner.get('/closed', h);
app.get('/single', requireAuth, h);
app.use('/a', inner);
app.use('/b', requireAuth, inner);`),
    ).toEqual([
      '/a/open: ',
      '/b/open: authentication 13',
      '/a/closed: authentication 9',
      '/b/closed: authentication 13, authentication 9',
      '/single: authentication 11',
    ]);
  });

  test.each([
    ['nothing that changes requests or headers', "app.use(require('helmet')()); app.use(require('cors')());"],
    ['a check that comes later', 'app.get("/health", h); app.use(require("express-rate-limit")());'],
    ['a check below another path', "app.use('/api', require('express-rate-limit')());"],
    ['a check with exemptions', "app.use(require('express-jwt')({}).unless({ path: ['/health'] }));"],
    [
      'a limit with a skip',
      "app.use(require('express-rate-limit')({ skip: (req) => req.path === '/health' }));",
    ],
    ['a check in a branch', "if (process.env.AUTH) app.use(require('express-jwt')({}));"],
    [
      'a check that looks at the path',
      "function auth(req, res, next) { if (req.path === '/health') return next(); res.status(401).end(); } app.use(auth);",
    ],
    [
      'a check that lets requests on in several places',
      'function auth(req, res, next) { if (!req.token) return next(); if (bad) return res.status(401).end(); next(); } app.use(auth);',
    ],
    [
      'what only reads who asks',
      'function auth(req, res, next) { req.user = find(req); next(); } app.use(auth);',
    ],
  ])('not: %s', async (_, text) => {
    expect(await guards(`${text}\napp.get('/health', h);`)).toContain('/health: ');
  });
});
