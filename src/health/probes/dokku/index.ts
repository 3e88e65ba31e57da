import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';
import { readDokku } from './read.js';

/** Health checks of Dokku. Source: https://dokku.com/docs/deployment/zero-downtime-deploys/ */
export const dokku: ProbePlatform = {
  name: 'dokku',
  title: 'Dokku',
  homepage: 'https://dokku.com/docs/deployment/zero-downtime-deploys/',
  recognition: [
    '`healthchecks` of the process types in `app.json`: those with a `path`, a `command` or `listening`, each with its type (`startup` where none is written).',
    'Not taken: checks of `uptime` alone, which ask nothing of the program.',
  ],
  effects: [
    'A failing startup check stops the deployment.',
    'Liveness and readiness checks are made by schedulers that know them (k3s): a restart, and no requests.',
  ],
  isCandidate: ({ path }) => /(^|\/)app\.json$/.test(path),
  read: async (candidates, view) => readEachSource(candidates, view, /"healthchecks"/, readDokku),
};
