import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';
import { readKamal } from './read.js';

/** Health checks of Kamal. Source: https://kamal-deploy.org/docs/configuration/proxy/#healthcheck */
export const kamal: ProbePlatform = {
  name: 'kamal',
  title: 'Kamal',
  homepage: 'https://kamal-deploy.org/docs/configuration/proxy/#healthcheck',
  recognition: [
    '`proxy.healthcheck` in `config/deploy.yml` and `config/deploy.*.yml`, also of a role of `servers`; the port is `app_port`.',
    'A `proxy` without a `healthcheck` asks for `/up`, which Kamal does by itself; such a probe is of medium confidence.',
    'The `healthcheck` of the top level of Kamal 1, with its port and command.',
    'Accessories are other people’s programs and count for nothing.',
  ],
  effects: [
    'The proxy sends requests to a new container when it answers 200, and the deployment fails when it never does; afterwards nothing is asked.',
  ],
  isCandidate: ({ path }) => /(^|\/)config\/deploy(\.[\w-]+)?\.ya?ml$/.test(path),
  read: async (candidates, view) => readEachSource(candidates, view, /^(proxy|healthcheck):/m, readKamal),
};
