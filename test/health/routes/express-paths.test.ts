import { expect, test } from 'vitest';
import {
  convertPath,
  joinRoutePath,
  pathOfRegex,
} from '../../../src/health/routes/javascript/path-syntax.js';
import { readExpress } from './express-reading.js';

test.each([
  ['/health', ['/health']],
  ['/users/:id', ['/users/{id}']],
  ['/users/:id?', ['/users/{id}']],
  ['/users/:id(\\d+)', ['/users/{id}']],
  ['/users/:id((?:a|b)\\))/x', ['/users/{id}/x']],
  ['/:from-:to', ['/{from}-{to}']],
  ['/files/:path*', ['/files/{*path}']],
  ['*', ['{*splat}']],
  ['/*', ['/{*splat}']],
  ['/*splat', ['/{*splat}']],
  ['/files/*path', ['/files/{*path}']],
  ['/users{/:id}', ['/users/{id}']],
  ['/(health|healthz)', ['/health', '/healthz']],
  ['/health(z)?', ['/healthz', '/health']],
  ['/(.*)', ['/{*splat}']],
  ['/a\\.b', ['/a.b']],
  ['/:', ['/:']],
])('%s', (pattern, paths) => {
  expect(convertPath(pattern)).toEqual({ paths, exact: true });
});

test('patterns without a form of their own are not called exact', () => {
  expect(convertPath('/ab?cd')).toEqual({ paths: ['/abcd'], exact: false });
});

test('unclosed groups and long patterns end', () => {
  expect(convertPath('/:id((((').paths).toEqual(['/{id}']);
  expect(convertPath('(a|b)'.repeat(200)).paths).toHaveLength(12);
});

test.each([
  ['^\\/health$', '/health'],
  ['^\\/health\\/?$', '/health'],
  ['^\\/(health|ready)$', '/(health|ready)'],
  ['\\/health', undefined],
  ['^\\/health.*', undefined],
  ['^\\/[a-z]+$', undefined],
])('the regular expression %s', (pattern, path) => {
  expect(pathOfRegex(pattern)).toBe(path);
});

test.each([
  ['', '/', '/'],
  ['/api', '/', '/api'],
  ['/api/', '/health/', '/api/health'],
  ['', 'health', '/health'],
  ['/', '/health', '/health'],
])('%s and %s', (prefix, path, joined) => {
  expect(joinRoutePath(prefix, path)).toBe(joined);
});

test('in routes: parameters, wildcards, regular expressions, pieces that are not known', async () => {
  const { routes } = await readExpress({
    'app.js': `const app = require('express')();
app.get('/u/:id(\\\\d+)', h);
app.get(/^\\/(live|ready)z?$/, h);
app.get(/^\\/(live|ready)$/, h);
app.get('/*splat', h);
app.get(\`/api/\${config.version}/health\`, h);
app.get(\`\${config.prefix}/health\`, h);
`,
  });
  expect(routes).toEqual([
    'GET /u/{id} app.js:2',
    'GET /live app.js:4',
    'GET /ready app.js:4',
    'GET /{*splat} app.js:5',
    'GET …/api/{version}/health app.js:6 medium',
    'GET …/health app.js:7 medium',
  ]);
});
