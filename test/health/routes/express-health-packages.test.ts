import { expect, test } from 'vitest';
import { readExpress } from './express-reading.js';

test('the keys of healthChecks of @godaddy/terminus are paths', async () => {
  const { all, gaps, routes } = await readExpress({
    'server.ts': `import http from 'node:http';
import { createTerminus } from '@godaddy/terminus';
import { pool } from './db';
const LIVE = '/livez';
const onHealthCheck = async () => { await pool.query('SELECT 1'); };
const options = {
  healthChecks: {
    '/healthz': onHealthCheck,
    [LIVE]: () => Promise.resolve(),
    verbatim: true,
  },
  onSignal,
};
createTerminus(http.createServer(app), options);
`,
    'db.ts': "import { Pool } from 'pg'; export const pool = new Pool();",
  });
  expect(routes).toEqual(['ANY /healthz server.ts:8 (dependency)', 'ANY /livez server.ts:9 (dependency)']);
  expect(all[0]?.handler).toMatchObject({
    name: 'onHealthCheck',
    canFail: true,
    touches: [{ dependency: 'db', text: "pool.query('SELECT 1')" }],
  });
  expect(all[1]?.handler).toMatchObject({ canFail: true, touches: [] });
  expect(gaps).toEqual([]);
});

test('health checks that only run time knows are a gap', async () => {
  const { gaps, routes } = await readExpress({
    'server.js':
      "const { createTerminus } = require('@godaddy/terminus'); createTerminus(server, { healthChecks: checks() });",
  });
  expect(routes).toEqual([]);
  expect(gaps).toEqual(['server.js:1 the health checks of @godaddy/terminus are only known at run time']);
});

test.each([
  ['createLightship()', 'port 9000'],
  ['createLightship({ port: 9123 })', 'port 9123'],
  ['createLightship({ detectKubernetes: false })', 'port 9000'],
])('lightship serves three paths on its own port: %s', async (call, port) => {
  const { routes } = await readExpress({
    'server.ts': `import { createLightship } from 'lightship';\nconst lightship = await ${call};\n`,
  });
  expect(routes).toEqual(
    ['/health', '/live', '/ready'].map((path) => `GET ${path} server.ts:2 (dependency) ${port}`),
  );
});

test('express-actuator below its basePath and its mount', async () => {
  const { all, routes } = await readExpress({
    'app.js': `const app = require('express')(); const actuator = require('express-actuator');
app.use(actuator());
app.use('/ops', actuator({ basePath: '/management', customEndpoints: [{ id: 'dependencies', controller }] }));`,
  });
  expect(routes).toEqual([
    'GET /health app.js:2 (dependency)',
    'GET /info app.js:2 (dependency)',
    'GET /metrics app.js:2 (dependency)',
    'GET /ops/management/dependencies app.js:3 (dependency)',
    'GET /ops/management/health app.js:3 (dependency)',
    'GET /ops/management/info app.js:3 (dependency)',
    'GET /ops/management/metrics app.js:3 (dependency)',
  ]);
  expect(all[0]?.handler).toEqual({ name: 'express-actuator', touches: [], canFail: false });
});

test('@cloudnative/health-connect where it is mounted', async () => {
  const { all, gaps, routes } = await readExpress({
    'app.js': `const app = require('express')(); const health = require('@cloudnative/health-connect');
const { ReadinessEndpoint } = health; const checker = new health.HealthChecker();
app.use('/live', health.LivenessEndpoint(checker)); app.use('/ready', ReadinessEndpoint(checker));`,
  });
  expect(routes).toEqual(['ANY /live app.js:3 (dependency)', 'ANY /ready app.js:3 (dependency)']);
  expect(all[0]?.handler).toMatchObject({ name: 'LivenessEndpoint', canFail: true });
  expect(gaps).toEqual([]);
});

test('other health middleware is taken at its name where it has a path, and is a gap where it has none', async () => {
  const { gaps, routes } = await readExpress({
    'app.js': `const app = require('express')();
app.use('/healthcheck', require('express-healthcheck')());
app.use(require('some-health-endpoint')());`,
  });
  expect(routes).toEqual(['ANY /healthcheck app.js:2 (dependency) medium']);
  expect(gaps).toEqual(['app.js:3 what the package some-health-endpoint serves is not known']);
});

test('parse-server answers for its state below its mount', async () => {
  const { routes } = await readExpress({
    'index.ts': `import express from 'express';
import { ParseServer } from 'parse-server';
const app = express();
const mountPath = process.env.PARSE_MOUNT || '/parse';
const server = new ParseServer({ databaseURI: 'mongodb://db' });
await server.start();
app.use(mountPath, server.app);
app.listen(1337);
`,
  });
  expect(routes).toEqual([
    'ANY …/parse/health index.ts:7 (dependency) medium',
    'ANY …/parse/{*path} index.ts:7 (dependency) medium',
  ]);
});
