import type { RouteFramework } from '../../route-framework.js';

export const envoy: RouteFramework = {
  name: 'envoy',
  title: 'Envoy',
  homepage: 'https://www.envoyproxy.io/docs/envoy/latest/',
  languages: ['Envoy'],
  recognition: [
    'A bootstrap configuration with an `admin` address serves `/ready` on that port; the filter `health_check` and routes with `direct_response` answer the paths that they match.',
  ],
  isCandidate: ({ path }) =>
    /(?:^|\/)[^/]*envoy[^/]*\.ya?ml$|(?:^|\/)envoy\/(?:[^/]+\/)*[^/]+\.ya?ml$/i.test(path),
  read: async (candidates, view) => (await import('./read.js')).readEnvoy(candidates, view),
};
