import type { RouteFramework } from '../../route-framework.js';
import { isBuildFile } from '../jvm/build-module.js';

export const dropwizard: RouteFramework = {
  name: 'dropwizard',
  title: 'Dropwizard',
  homepage: 'https://www.dropwizard.io/en/stable/manual/core.html',
  languages: ['Java', 'Kotlin'],
  recognition: [
    'A module that depends on dropwizard-core and has a class that extends `Application` serves `/healthcheck` and `/ping` on its administration port, moved by the `server` section of its configuration file.',
    'A `health` section in the configuration file serves its paths on the port of the application; the health checks of the module are what all of these ask.',
    'The resources are read by the reader of Jakarta REST.',
  ],
  isCandidate: ({ path }) => /\.(java|kt)$/.test(path) || isBuildFile(path),
  async read(candidates, view) {
    if (!candidates.some(({ path }) => isBuildFile(path))) return { routes: [], gaps: [], skipped: [] };
    return (await import('./read-dropwizard.js')).readDropwizard(candidates, view);
  },
};
