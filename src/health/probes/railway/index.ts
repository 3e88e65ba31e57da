import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';
import { readRailway } from './read.js';

/** Health checks of Railway. Source: https://docs.railway.com/reference/healthchecks */
export const railway: ProbePlatform = {
  name: 'railway',
  title: 'Railway',
  homepage: 'https://docs.railway.com/reference/healthchecks',
  recognition: [
    '`deploy.healthcheckPath` in `railway.json` and `railway.toml`, with `healthcheckTimeout` as the time that a release has to answer.',
  ],
  effects: [
    'Railway asks until the new release answers, and then never again: a failing check stops the deployment, nothing else.',
  ],
  isCandidate: ({ path }) => /(^|\/)railway(\.[\w-]+)?\.(json|toml)$/.test(path),
  read: async (candidates, view) => readEachSource(candidates, view, /healthcheckPath/, readRailway),
};
