import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';
import { readAppEngine } from './read.js';

/** Health checks of App Engine's flexible environment. Source: https://cloud.google.com/appengine/docs/flexible/reference/app-yaml#updated_health_checks */
export const appEngine: ProbePlatform = {
  name: 'app-engine',
  title: 'Google App Engine (flexible environment)',
  homepage: 'https://cloud.google.com/appengine/docs/flexible/reference/app-yaml#updated_health_checks',
  recognition: [
    '`liveness_check` and `readiness_check` with a path in `app.yaml` and `app.*.yaml` with `env: flex`; the port is 8080.',
    'Without a path App Engine answers its checks by itself; that is no probe.',
  ],
  effects: [
    'An instance whose liveness check fails is replaced.',
    'An instance whose readiness check fails gets no requests until it answers again.',
  ],
  isCandidate: ({ path }) => /(^|\/)app([.-][\w.-]+)?\.ya?ml$/.test(path),
  read: async (candidates, view) =>
    readEachSource(candidates, view, /^(liveness|readiness)_check:/m, readAppEngine),
};
