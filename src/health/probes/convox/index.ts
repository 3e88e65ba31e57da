import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';
import { readConvox } from './read.js';

/** Health checks of Convox. Source: https://docs.convox.com/configuration/health-checks */
export const convox: ProbePlatform = {
  name: 'convox',
  title: 'Convox',
  homepage: 'https://docs.convox.com/configuration/health-checks',
  recognition: [
    '`health`, `liveness` and `startupProbe` of the services in `convox.yml` and `convox.*.yml`; the port is that of the service unless the check has its own.',
    'Not taken: services without a port, for which Convox asks nothing, and those with `grpcHealthEnabled`.',
  ],
  effects: [
    'A failing `health` keeps requests away; a failing `liveness` or `startupProbe` restarts the container.',
  ],
  isCandidate: ({ path }) => /(^|\/)convox(\.[\w-]+)?\.ya?ml$/.test(path),
  read: async (candidates, view) =>
    readEachSource(candidates, view, /^\s+(?:health|liveness|startupProbe)\s*:/m, readConvox),
};
