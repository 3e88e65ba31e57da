import { programFramework } from '../javascript/programs.js';

/** Apollo Server: version 3 answers `/.well-known/apollo/server-health` by itself. */
export const apolloServer = programFramework({
  name: 'apollo-server',
  title: 'Apollo Server',
  homepage: 'https://www.apollographql.com/docs/apollo-server/monitoring/health-checks',
  recognition: [
    '`new ApolloServer().listen()` of `apollo-server` (to version 3): GraphQL at `/`, and `/.well-known/apollo/server-health`.',
    '`server.applyMiddleware({ app, path })` of `apollo-server-express` (to version 3): the same below the application that it gets, GraphQL at `/graphql` unless `path` says otherwise.',
    '`startStandaloneServer` of `@apollo/server` (from version 4 on) answers every path with GraphQL, and none for health.',
  ],
});
