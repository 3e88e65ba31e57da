import { expect, test } from 'vitest';
import { nodePlatforms } from '../../../src/health/routes/node-platforms/index.js';
import { readProgram } from './program-reading.js';

function manifest(dependencies: Readonly<Record<string, string>>): string {
  return JSON.stringify({ name: 'x', dependencies }, undefined, 2);
}

test.each([
  ['@strapi/strapi', '5.1.0', ['ANY /_health package.json:4 (dependency) medium']],
  ['@sap/cds', '^9', ['GET /health package.json:4 (dependency) medium']],
  ['@sap/cds', '^6', []],
  [
    'egg-healthy',
    '^1',
    [
      'GET /healthy/readiness package.json:4 (dependency) medium',
      'GET /healthy/liveness package.json:4 (dependency) medium',
    ],
  ],
  ['strapi-provider-upload', '1', []],
])('%s %s', async (name, version, routes) => {
  const reading = await readProgram(nodePlatforms, { 'package.json': manifest({ [name]: version }) });
  expect(reading.routes).toEqual(routes);
  expect(reading.gaps).toHaveLength(routes.length > 0 ? 1 : 0);
});

test('a platform that only builds or tests serve nothing', async () => {
  const { routes } = await readProgram(nodePlatforms, {
    'package.json': JSON.stringify({ devDependencies: { '@strapi/strapi': '5' } }),
  });
  expect(routes).toEqual([]);
});
