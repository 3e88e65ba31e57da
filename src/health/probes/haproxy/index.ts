import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';

/** Health checks of HAProxy. Source: https://docs.haproxy.org/3.0/configuration.html */
export const haproxy: ProbePlatform = {
  name: 'haproxy',
  title: 'HAProxy',
  homepage:
    'https://www.haproxy.com/documentation/haproxy-configuration-tutorials/reliability/health-checks/',
  recognition: [
    '`haproxy*.cfg` and the `.cfg` files in a folder of that name, templates of them too: a backend or listener with servers that have `check`, by themselves or from `default-server`.',
    '`option httpchk` and `http-check send` say what is asked, `option tcp-check` and the checks of databases are connections; settings of the `defaults` above count.',
    'One probe for each backend: its servers are asked the same. Without `check` on a server nothing is asked, whatever the options say.',
  ],
  effects: ['A server whose check fails gets no requests.'],
  isCandidate: ({ path }) =>
    /(^|\/)[^/]*haproxy[^/]*\.(cfg|conf|c?tmpl|tpl|j2)(\.\w+)?$|(^|\/)haproxy\/([^/]+\/)*[^/]+\.cfg(\.\w+)?$/i.test(
      path,
    ),
  read: async (candidates, view) => {
    const { readHaproxy } = await import('./read.js');
    return readEachSource(candidates, view, /\bcheck\b/, readHaproxy);
  },
};
