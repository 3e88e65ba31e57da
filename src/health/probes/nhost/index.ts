import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';
import { readNhost } from './read.js';

/** Health checks of Nhost Run. Source: https://docs.nhost.io/products/run/health-checks */
export const nhost: ProbePlatform = {
  name: 'nhost',
  title: 'Nhost Run',
  homepage: 'https://docs.nhost.io/products/run/health-checks',
  recognition: [
    '`[healthCheck]` with a `port` in `nhost-run-service.toml` and other TOML files that describe a service of Nhost Run (`name`, `[image]`, `[resources]`); the path is always `/healthz`.',
  ],
  effects: ['A service that fails three times in a row is restarted.'],
  isCandidate: ({ path }) => path.endsWith('.toml'),
  read: async (candidates, view) => readEachSource(candidates, view, /^[ \t]*\[healthCheck\]/m, readNhost),
};
