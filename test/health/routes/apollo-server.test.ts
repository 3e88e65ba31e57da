import { expect, test } from 'vitest';
import { apolloServer } from '../../../src/health/routes/apollo-server/index.js';
import { express } from '../../../src/health/routes/express/index.js';
import { readProgram } from './program-reading.js';

const health = '/.well-known/apollo/server-health';

test('version 3 by itself serves its health', async () => {
  const { routes } = await readProgram(apolloServer, {
    'server.js':
      "const { ApolloServer } = require('apollo-server');\nnew ApolloServer({ typeDefs }).listen(4000);",
  });
  expect(routes).toEqual(['ANY / server.js:2 (dependency)', `GET ${health} server.js:2 (dependency)`]);
});

test('version 3 on an application of Express', async () => {
  const { routes } = await readProgram(express, {
    'server.js':
      "const { ApolloServer } = require('apollo-server-express'); const app = require('express')();\nnew ApolloServer({ typeDefs }).applyMiddleware({ app, path: '/api' });",
  });
  expect(routes).toEqual([`GET ${health} server.js:2 (dependency)`, 'ANY /api server.js:2 (dependency)']);
});

test('version 4 answers everything with GraphQL', async () => {
  const { routes } = await readProgram(apolloServer, {
    'server.ts':
      "import { ApolloServer } from '@apollo/server'; import { startStandaloneServer } from '@apollo/server/standalone';\nstartStandaloneServer(new ApolloServer({ typeDefs }), {});",
  });
  expect(routes).toEqual(['ANY /{*path} server.ts:2 (dependency)']);
});
