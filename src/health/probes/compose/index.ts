import { isComposePath } from '../../../syntax/manifests/compose.js';
import type { ProbePlatform } from '../../probe-platform.js';
import { readComposeProbes } from './read.js';

/** Health checks of compose services. Source: https://docs.docker.com/reference/compose-file/services/#healthcheck */
export const compose: ProbePlatform = {
  name: 'compose',
  title: 'Docker Compose',
  homepage: 'https://docs.docker.com/reference/compose-file/services/#healthcheck',
  recognition: [
    '`healthcheck.test` of a service as a text, `CMD` or `CMD-SHELL`, with anchors, merge keys, `extends` (same file or another) and the defaults of variables (`${PORT:-8080}`) followed.',
    'A service that inherits its whole health check through `extends` has it where `extends` is written.',
    'Not taken: `test: ["NONE"]`, `disable: true`, empty blocks, and blocks that only change the timings of an image’s own check.',
  ],
  effects: [
    'A failing check marks the container unhealthy and keeps back services that wait for `condition: service_healthy`; nothing is restarted (Swarm, which replaces the task, reads the same files, but a file does not say who will run it).',
  ],
  isCandidate: ({ path }) => isComposePath(path),
  read: readComposeProbes,
};
