import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';
import { readCloudFoundry } from './read.js';

/** Health checks of Cloud Foundry. Source: https://docs.cloudfoundry.org/devguide/deploy-apps/healthchecks.html */
export const cloudFoundry: ProbePlatform = {
  name: 'cloud-foundry',
  title: 'Cloud Foundry',
  homepage: 'https://docs.cloudfoundry.org/devguide/deploy-apps/healthchecks.html',
  recognition: [
    '`health-check-*` and `readiness-health-check-*` of applications and their processes in `manifest.yml` and `manifest-*.yml`: `http` with its endpoint, and `port`.',
    'Not taken: `process`, which asks nothing of the program.',
  ],
  effects: [
    'An instance whose health check fails counts as crashed and is restarted.',
    'An instance whose readiness check fails gets no requests until it answers again.',
  ],
  isCandidate: ({ path }) => /(^|\/)[\w.-]*manifest[\w.-]*\.ya?ml$/.test(path),
  read: async (candidates, view) => readEachSource(candidates, view, /health-check-/, readCloudFoundry),
};
