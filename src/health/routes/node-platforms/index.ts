import { isProductFile } from '../../../model/repository-view.js';
import type { RouteFramework } from '../../route-framework.js';

/** Platforms and plugins of Node.js that answer for health without a line of code. */
export const nodePlatforms: RouteFramework = {
  name: 'node-platforms',
  title: 'Strapi, SAP CAP, egg-healthy, @loopback/health',
  homepage: 'https://docs.strapi.io/cms/deployment',
  languages: ['javascript', 'typescript'],
  recognition: [
    '`@strapi/strapi` among the dependencies of a package.json: `/_health`, which answers 204 and looks at nothing.',
    '`@sap/cds` from version 7 on: `/health`, which says that it is up and looks at nothing.',
    '`egg-healthy`: `/healthy/readiness` and `/healthy/liveness`; `@loopback/health`: `/health`, `/live` and `/ready`.',
    'What else these platforms serve is not read, so the list stays open.',
  ],
  isCandidate: (file) => isProductFile(file) && /(^|\/)package\.json$/.test(file.path),
  read: async (candidates, view) => (await import('./read.js')).readPlatforms(candidates, view),
};
