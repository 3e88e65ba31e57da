import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';
import { readCopilot } from './read.js';

/** Health checks of AWS Copilot. Source: https://aws.github.io/copilot-cli/docs/manifest/lb-web-service/ */
export const copilot: ProbePlatform = {
  name: 'copilot',
  title: 'AWS Copilot',
  homepage: 'https://aws.github.io/copilot-cli/docs/manifest/lb-web-service/',
  recognition: [
    '`http.healthcheck` (a path, or a map with path and port) and `image.healthcheck.command` in `copilot/<service>/manifest.yml`, and what `environments` set anew.',
    'The directory of the program is that of the Dockerfile or the build context.',
  ],
  effects: [
    'A task that the load balancer finds unhealthy is replaced by the scheduler of ECS, and so is one whose container check fails: both count as liveness probes.',
  ],
  isCandidate: ({ path }) => /(^|\/)copilot\/[^/]+\/manifest\.ya?ml$/.test(path),
  read: async (candidates, view) => readEachSource(candidates, view, /healthcheck/, readCopilot),
};
