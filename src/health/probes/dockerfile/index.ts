import { isDockerfilePath } from '../../../syntax/manifests/dockerfile.js';
import type { ProbePlatform } from '../../probe-platform.js';
import { readDockerfileProbes } from './read.js';

/** The HEALTHCHECK of an image. Source: https://docs.docker.com/reference/dockerfile/#healthcheck */
export const dockerfile: ProbePlatform = {
  name: 'dockerfile',
  title: 'Dockerfile',
  homepage: 'https://docs.docker.com/reference/dockerfile/#healthcheck',
  recognition: [
    'The last HEALTHCHECK of the last stage, in shell or exec form, with its options as timings (`--start-period` counts as the initial delay, `--retries` as the failure threshold).',
    'A stage that is built FROM an earlier stage inherits its HEALTHCHECK; `HEALTHCHECK NONE` and a later HEALTHCHECK override it.',
    'Not taken: HEALTHCHECK of stages that the last one does not build upon, and that of a base image, which its Dockerfile would tell.',
  ],
  effects: [
    'Docker marks the container unhealthy and restarts nothing; compose waits for it where `condition: service_healthy` is written, and Swarm replaces the task. Kubernetes and ECS ignore it. So it counts as a gate.',
  ],
  isCandidate: ({ path }) => isDockerfilePath(path),
  read: readDockerfileProbes,
};
