import type { RouteFramework } from '../../route-framework.js';
import { isBuildFile } from '../jvm/build-module.js';

export const quarkus: RouteFramework = {
  name: 'quarkus',
  title: 'Quarkus',
  homepage: 'https://quarkus.io/guides/smallrye-health',
  languages: ['Java', 'Kotlin'],
  recognition: [
    'A dependency on quarkus-smallrye-health serves `/q/health` with `/live`, `/ready`, `/started` and `/well` below it, moved by the settings in application.properties or application.yml, on the management interface when that is switched on.',
    'Beans with `@Liveness`, `@Readiness` and `@Startup` and the checks that extensions bring (datasources, Redis, messaging) are what the endpoints ask.',
    'Reactive routes with `@Route`; the resources of JAX-RS are read by its own reader.',
  ],
  isCandidate: ({ path }) => /\.(java|kt)$/.test(path) || isBuildFile(path),
  async read(candidates, view) {
    if (!candidates.some(({ path }) => isBuildFile(path))) return { routes: [], gaps: [], skipped: [] };
    return (await import('./read-quarkus.js')).readQuarkus(candidates, view);
  },
};
