import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';
import { readRender } from './read.js';

/** Health checks of Render's blueprints. Source: https://render.com/docs/health-checks */
export const render: ProbePlatform = {
  name: 'render',
  title: 'Render',
  homepage: 'https://render.com/docs/health-checks',
  recognition: [
    '`healthCheckPath` of the services in `render.yaml`, also of those in projects and environments.',
    'The directory of the program is `rootDir`, else the Docker context or the directory of the Dockerfile.',
  ],
  effects: [
    'An instance whose check fails gets no requests; after a minute of failures Render restarts it. So it counts as a liveness probe.',
  ],
  isCandidate: ({ path }) => /(^|\/)render(\.[\w-]+)?\.ya?ml$/.test(path),
  read: async (candidates, view) => readEachSource(candidates, view, /healthCheckPath/, readRender),
};
