import type { RouteFramework } from '../../route-framework.js';
import { isBuildFile } from '../jvm/build-module.js';

export const micronaut: RouteFramework = {
  name: 'micronaut',
  title: 'Micronaut',
  homepage: 'https://docs.micronaut.io/latest/guide/#management',
  languages: ['Java', 'Kotlin'],
  recognition: [
    'Classes with `@Controller` of `io.micronaut.http.annotation` and the verbs on their methods, also inherited; `@Client` interfaces are clients.',
    'A dependency on micronaut-management serves `/health`, `/health/liveness` and `/health/readiness`, moved by `endpoints.all.path`, `endpoints.all.port` and the context path in the settings.',
    'Controllers in Groovy and routes that are built in code keep the list of routes open.',
    'What `HttpServerFilter` and `@ServerFilter` classes surely touch, for the patterns that they are for.',
  ],
  isCandidate: ({ path }) => /\.(java|kt|groovy)$/.test(path) || isBuildFile(path),
  async read(candidates, view) {
    if (!candidates.some(({ path }) => isBuildFile(path))) return { routes: [], gaps: [], skipped: [] };
    return (await import('./read-micronaut.js')).readMicronaut(candidates, view);
  },
};
