import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';

/** Checks of Consul's agents. Source: https://developer.hashicorp.com/consul/docs/reference/service/health-check */
export const consul: ProbePlatform = {
  name: 'consul',
  title: 'Consul',
  homepage: 'https://developer.hashicorp.com/consul/docs/register/health-check/vm',
  recognition: [
    '`check` and `checks` of the services in definitions of agents, in HCL and in JSON (in a folder or file whose name says Consul), and those that stand by themselves with a `service_id`.',
    'Kinds: `http`, `tcp`, `grpc`, and commands in `args`. A `ttl` asks nothing: the program itself has to report.',
  ],
  effects: [
    'A service whose check fails is left out of what Consul tells who asks for it, so it gets no requests.',
  ],
  isCandidate: ({ path }) =>
    (/\.hcl(\.\w+)?$/.test(path) &&
      !/\.(nomad|pkr)\.hcl|(^|\/)(terragrunt|\.terraform\.lock)\.hcl$/.test(path)) ||
    (/\.json(\.\w+)?$/i.test(path) && /consul/i.test(path)),
  read: async (candidates, view) => {
    const { readConsul } = await import('./read.js');
    return readEachSource(candidates, view, /\bchecks?\b/, readConsul);
  },
};
