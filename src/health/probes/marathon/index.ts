import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';

/** Health checks of Marathon. Source: https://github.com/mesosphere/marathon/blob/master/docs/docs/health-checks.md */
export const marathon: ProbePlatform = {
  name: 'marathon',
  title: 'Marathon',
  homepage: 'https://mesosphere.github.io/marathon/docs/health-checks.html',
  recognition: [
    '`healthChecks` of applications, also in groups, in JSON files whose path says Marathon, Mesos or DC/OS.',
    'A `portIndex` is looked up among the port mappings of the container and the port definitions of the application.',
  ],
  effects: [
    'After `maxConsecutiveFailures` Marathon kills the task and starts another one; with 0 it only takes it out.',
  ],
  isCandidate: ({ path }) => /\.json(\.\w+)?$/i.test(path) && /marathon|mesos|dcos/i.test(path),
  read: async (candidates, view) => {
    const { readMarathon } = await import('./read.js');
    return readEachSource(candidates, view, /"healthChecks"/, readMarathon);
  },
};
