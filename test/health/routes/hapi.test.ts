import { describe, expect, test } from 'vitest';
import { hapi } from '../../../src/health/routes/hapi/index.js';
import { readProgram, type ProgramReading } from './program-reading.js';

function read(text: string, files: Readonly<Record<string, string>> = {}): Promise<ProgramReading> {
  return readProgram(hapi, {
    'server.js': `const Hapi = require('@hapi/hapi');\nconst server = Hapi.server({ port: 3000 });\n${text}\n`,
    ...files,
  });
}

describe('routes', () => {
  test('one, a list, methods, wildcards, handlers in options', async () => {
    const { gaps, routes } = await read(
      `server.route({ method: 'GET', path: '/health', handler: () => 'ok' });
server.route([{ method: ['GET', 'POST'], path: '/a/{id?}', handler: h }, { method: '*', path: '/{any*}', options: { handler: h } }]);
server.route(require('./routes'));`,
      { 'routes.js': "module.exports = [{ method: 'get', path: '/b', handler: h }];" },
    );
    expect(routes).toEqual([
      'GET /health server.js:3',
      'GET /a/{id} server.js:4',
      'POST /a/{id} server.js:4',
      'ANY /{*any} server.js:4',
      'GET /b server.js:5',
    ]);
    expect(gaps).toEqual([]);
  });

  test('plugins with prefixes, hapi-alive, one that is not known', async () => {
    const { gaps, handler, routes } = await read(
      `const start = async () => {
  await server.register({ plugin: require('./plugin'), options: {}, routes: { prefix: '/v1' } });
  await server.register([{ plugin: require('hapi-alive'), options: { path: '/alive', healthCheck: async () => { await db.ping(); } } }]);
  await server.register(pluginFor('x'));
};
start();`,
      {
        'plugin.js':
          "exports.plugin = { name: 'x', register: async (server) => { server.route({ method: 'GET', path: '/x', handler: h }); } };",
      },
    );
    expect(routes).toEqual(['GET /v1/x plugin.js:1', 'GET /alive server.js:5 (dependency)']);
    expect(handler('/alive')?.touches.map(({ dependency }) => dependency)).toEqual(['db']);
    expect(gaps).toEqual([
      "server.js:6 a plugin that `server.register(pluginFor('x'))` registers could not be followed",
    ]);
  });
});

describe('handlers', () => {
  test.each([
    ['a text', "() => 'ok'", false, true],
    ['a code', "(request, h) => h.response('no').code(503)", true, false],
    [
      'an error of boom',
      "() => { if (!ready) throw require('@hapi/boom').serverUnavailable(); return 'ok'; }",
      true,
      false,
    ],
    [
      'a returned error of boom',
      "() => { if (!ready) return require('@hapi/boom').serverUnavailable(); return 'ok'; }",
      true,
      false,
    ],
  ])('%s', async (_, handler, canFail, constant) => {
    const reading = await read(`server.route({ method: 'GET', path: '/health', handler: ${handler} });`);
    expect([reading.handler('/health')?.canFail, reading.handler('/health')?.constant]).toEqual([
      canFail,
      constant,
    ]);
  });
});

test('the default authentication stands before all routes that do not switch it off', async () => {
  const { guards } = await read(`server.route({ method: 'GET', path: '/a', handler: h });
server.auth.default('jwt');
server.route({ method: 'GET', path: '/health', handler: h, options: { auth: false } });
server.route({ method: 'GET', path: '/b', handler: h, options: { auth: { mode: 'try' } } });`);
  expect([guards('/a'), guards('/health'), guards('/b')]).toEqual([['authentication 4'], [], []]);
});
