import { describe, expect, test } from 'vitest';
import { nodeHttp } from '../../../src/health/routes/node-http/index.js';
import { readProgram, type ProgramReading } from './program-reading.js';

function read(text: string): Promise<ProgramReading> {
  return readProgram(nodeHttp, { 'server.ts': `import http from 'node:http';\n${text}\n` });
}

const open =
  'server.ts:2 what this server answers is told apart by code that could not be followed to its end';

describe('paths that are compared', () => {
  test.each([
    ['req.url', "if (req.url === '/health') { res.end('ok'); }", 'ANY /health server.ts:2'],
    [
      'with the method',
      "if (req.method === 'GET' && req.url === '/health') { res.end('ok'); }",
      'GET /health server.ts:2',
    ],
    [
      'a pathname',
      "const url = new URL(req.url, 'http://x'); if (url.pathname === '/health') res.end();",
      'ANY /health server.ts:2',
    ],
    [
      'a destructured pathname',
      "const { pathname } = new URL(req.url!, `http://${req.headers.host}`); if (pathname === '/health') res.end();",
      'ANY /health server.ts:2',
    ],
    [
      'without its query',
      "const path = req.url?.split('?')[0]; if (path == '/health') { return check(req, res); }",
      'ANY /health server.ts:2',
    ],
    [
      'a beginning',
      "if (req.url.startsWith('/health')) { res.end('ok'); }",
      'ANY /health/{*path} server.ts:2 medium',
    ],
  ])('%s', async (_, body, route) => {
    const { gaps, routes } = await read(`http.createServer((req, res) => { ${body} }).listen(3000);`);
    expect(routes).toEqual([route]);
    expect(gaps).toEqual([open]);
  });

  test('a switch, a 404 for the rest, a handler of its own', async () => {
    const { gaps, handler, routes } = await read(`const HEALTH = '/healthz';
function handle(req, res) {
  switch (req.url) {
    case HEALTH:
    case '/livez': res.writeHead(200); res.end('ok'); break;
    case '/readyz': res.writeHead(ready ? 200 : 503); res.end(); break;
    default: res.writeHead(404); res.end();
  }
}
const server = http.createServer();
server.on('request', handle);`);
    expect(routes).toEqual(['ANY /healthz server.ts:5', 'ANY /livez server.ts:6', 'ANY /readyz server.ts:7']);
    expect(gaps).toEqual([]);
    expect([handler('/livez')?.canFail, handler('/readyz')?.canFail]).toEqual([false, true]);
  });
});

test('a server that looks at no path answers all of them', async () => {
  const { gaps, routes } = await read("http.createServer((_, res) => { res.end('ok'); }).listen(8080);");
  expect(routes).toEqual(['ANY /{*path} server.ts:2 medium']);
  expect(gaps).toEqual([]);
});

test('servers of frameworks, and functions that only look like one, are none', async () => {
  const { gaps, routes } = await read(`import express from 'express'; const app = express();
http.createServer(app).listen(1);
function proxy(req) { if (req.url === '/health') { log(); } }
http.request('http://x/health');`);
  expect([routes, gaps]).toEqual([[], []]);
});

test('functions that get the request from the one that the server calls', async () => {
  const { gaps, routes } = await read(`const server = http.createServer(async (request, response) => {
  const result = await route(request, 'x');
  response.end(result.body);
});
async function route(request, id) {
  if (request.method === 'GET' && request.url === '/health') return { status: 200, body: 'ok' };
  if (request.method === 'POST' && request.url === '/run') return { status: 200, body: await run(id) };
  return { status: 404, body: '' };
}`);
  expect(routes).toEqual(['GET /health server.ts:7', 'POST /run server.ts:8']);
  expect(gaps).toEqual([]);
});
