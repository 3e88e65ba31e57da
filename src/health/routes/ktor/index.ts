import type { RouteFramework } from '../../route-framework.js';

export const ktor: RouteFramework = {
  name: 'ktor',
  title: 'Ktor',
  homepage: 'https://ktor.io/docs/server-routing.html',
  languages: ['Kotlin'],
  recognition: [
    'The `routing` blocks in Kotlin files that import `io.ktor.server`, followed through `route`, `authenticate` and the functions of the repository that extend `Route` or are handed one.',
    'Resource classes (`get<Articles>`), `ktor.deployment.rootPath` of the settings, and the plugins Cohort and KHealth, which serve health by themselves.',
    'Kotlin is read by its tokens, because no grammar of it ships with the parser that lintel uses.',
    "What interceptors and the project's own plugins surely touch at each call.",
  ],
  isCandidate: ({ path }) => path.endsWith('.kt'),
  read: async (candidates, view) => (await import('./read-ktor.js')).readKtor(candidates, view),
};
