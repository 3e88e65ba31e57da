import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';

/** Checks of Nomad's services. Source: https://developer.hashicorp.com/nomad/docs/job-specification/check */
export const nomad: ProbePlatform = {
  name: 'nomad',
  title: 'Nomad',
  homepage: 'https://developer.hashicorp.com/nomad/docs/job-specification/check',
  recognition: [
    '`check` blocks of the services of groups and tasks in `*.nomad` and `*.nomad.hcl`, of the types http, tcp, grpc and script; the port’s name is looked up among the ports of the group’s network.',
    'The target is the job with its task; defaults of variables and locals of the same file are filled in.',
  ],
  effects: [
    'A failing check takes the service out of the catalogue, so it gets no requests.',
    'With `check_restart` in the check or its service Nomad restarts the task: then it counts as a liveness probe.',
  ],
  isCandidate: ({ path }) => /\.nomad(\.hcl|\.tpl)?$/.test(path),
  read: async (candidates, view) => {
    const { readNomad } = await import('./read.js');
    return readEachSource(candidates, view, /\bcheck\b/, readNomad);
  },
};
