import { expect, test } from 'vitest';
import { restify } from '../../../src/health/routes/restify/index.js';
import { readProgram } from './program-reading.js';

test('paths, objects that hold one, routers with a prefix', async () => {
  const { gaps, routes } = await readProgram(restify, {
    'app.js': `const restify = require('restify'); const { Router } = require('restify-router');
const server = restify.createServer();
server.get('/health', (req, res, next) => { res.send(200); next(); });
server.get({ path: '/a/:id', version: '1.0.0' }, h);
server.del('/b', h);
const router = new Router(); router.get('/c', h); router.applyRoutes(server, '/v1');
const client = restify.createJsonClient({}); client.get('/none', h);`,
  });
  expect(routes).toEqual([
    'GET /health app.js:3',
    'GET /a/{id} app.js:4',
    'DELETE /b app.js:5',
    'GET /v1/c app.js:6',
  ]);
  expect(gaps).toEqual([]);
});
