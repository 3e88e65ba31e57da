import { programFramework } from '../javascript/programs.js';

/** GraphQL Yoga: `createServer(createYoga({ schema }))` answers `/health` by itself. */
export const graphqlYoga = programFramework({
  name: 'graphql-yoga',
  title: 'GraphQL Yoga',
  homepage: 'https://the-guild.dev/graphql/yoga-server/docs/features/health-check',
  recognition: [
    'What `createYoga` serves where a server of Node.js, Bun or Deno gets it whole: the endpoint of GraphQL (`/graphql`, or `graphqlEndpoint`), `/health` (or `healthCheckEndpoint`).',
    '`useReadinessCheck` among its plugins: `/ready`, or `endpoint`; 503 when the check fails.',
  ],
});
