import { expect, test } from 'vitest';
import { graphqlYoga } from '../../../src/health/routes/graphql-yoga/index.js';
import { readProgram } from './program-reading.js';

test.each([
  ['alone', '', '/graphql', '/health'],
  ['with paths of its own', "graphqlEndpoint: '/api', healthCheckEndpoint: '/live'", '/api', '/live'],
])('what Yoga serves %s', async (_, options, graphql, health) => {
  const { routes } = await readProgram(graphqlYoga, {
    'server.ts': `import { createServer } from 'node:http'; import { createYoga } from 'graphql-yoga'; import { useReadinessCheck } from 'graphql-yoga';
const yoga = createYoga({ schema, ${options}${options === '' ? '' : ','} plugins: [useReadinessCheck({ check: ping })] });
createServer(yoga).listen(4000);`,
  });
  expect(routes.toSorted()).toEqual(
    [
      `ANY ${graphql} server.ts:3 (dependency)`,
      'GET /ready server.ts:3 (dependency)',
      `GET ${health} server.ts:3 (dependency)`,
    ].toSorted(),
  );
});

test('a Yoga that only executes serves nothing', async () => {
  const { routes } = await readProgram(graphqlYoga, {
    'a.ts':
      "import { createYoga } from 'graphql-yoga'; const yoga = createYoga({ schema }); yoga.fetch('http://x/health');",
  });
  expect(routes).toEqual([]);
});
