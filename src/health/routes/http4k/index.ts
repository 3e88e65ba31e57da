import type { RouteFramework } from '../../route-framework.js';

export const http4k: RouteFramework = {
  name: 'http4k',
  title: 'http4k',
  homepage: 'https://www.http4k.org/howto/nestable_routes/',
  languages: ['Kotlin'],
  recognition: [
    'Bindings `"/path" bind GET to handler` in Kotlin files that import `org.http4k`, below the prefixes that they or the name they stand under are bound to.',
    '`Health()` of the Kubernetes module serves `/liveness` and `/readiness`; routes of contracts keep the list open.',
  ],
  isCandidate: ({ path }) => path.endsWith('.kt'),
  read: async (candidates, view) => (await import('./read-http4k.js')).readHttp4k(candidates, view),
};
