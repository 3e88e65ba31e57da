import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';
import { readNais } from './read.js';

/** Probes of the Nais platform. Source: https://doc.nais.io/workloads/application/reference/application-spec/ */
export const nais: ProbePlatform = {
  name: 'nais',
  title: 'Nais',
  homepage: 'https://doc.nais.io/workloads/application/reference/application-spec/',
  recognition: [
    '`spec.liveness`, `spec.readiness` and `spec.startup` with a `path` in an `Application` or `Naisjob` of `nais.io`; without a port they ask that of the application (`spec.port`, 8080 when it is not written).',
    'Manifests with `{{…}}`, which `nais deploy` fills in later: what does not depend on them is read.',
  ],
  effects: [
    '`liveness` and `startup` restart the container, `readiness` takes the pod out of the service: they become probes of Kubernetes.',
  ],
  isCandidate: ({ path }) => /\.(ya?ml|json)$/i.test(path),
  read: async (candidates, view) => readEachSource(candidates, view, /\bnais\.io\//, readNais),
};
