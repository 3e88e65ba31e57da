import type { RouteFramework } from '../../route-framework.js';
import { isBuildFile } from '../jvm/build-module.js';

export const microprofile: RouteFramework = {
  name: 'microprofile',
  title: 'MicroProfile Health (Open Liberty, Helidon)',
  homepage:
    'https://download.eclipse.org/microprofile/microprofile-health-4.0.1/microprofile-health-spec-4.0.1.html',
  languages: ['Java', 'Kotlin'],
  recognition: [
    'Open Liberty: the feature `mpHealth` or `microProfile` in a `server.xml` serves `/health` with `/live`, `/ready` and `/started` below it, beside the application’s own context root.',
    'Helidon MP: a dependency on helidon-microprofile or helidon-microprofile-health serves `/health` with the same below it.',
    'Helidon SE: a dependency on helidon-webserver-observe-health serves them below `/observe/health`.',
    'Beans with `@Liveness`, `@Readiness` and `@Startup` are what the endpoints ask.',
  ],
  isCandidate: ({ path }) => /\.(java|kt)$/.test(path) || isBuildFile(path) || isServerXml(path),
  async read(candidates, view) {
    if (!candidates.some(({ path }) => isBuildFile(path) || isServerXml(path)))
      return { routes: [], gaps: [], skipped: [] };
    return (await import('./read-microprofile.js')).readMicroprofile(candidates, view);
  },
};

/** Where Open Liberty keeps what a server is made of. */
function isServerXml(path: string): boolean {
  return /(^|\/)server\.xml$/.test(path);
}
