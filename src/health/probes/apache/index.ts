import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';

/** Checks of the balancers of Apache. Source: https://httpd.apache.org/docs/2.4/mod/mod_proxy_hcheck.html */
export const apache: ProbePlatform = {
  name: 'apache',
  title: 'Apache HTTP Server',
  homepage: 'https://httpd.apache.org/docs/2.4/mod/mod_proxy_hcheck.html',
  recognition: [
    '`BalancerMember` and `ProxyPass` with `hcmethod` in `.conf` files of Apache, with the settings of `ProxyHCTemplate`.',
    'Without `hcmethod` nothing is asked.',
  ],
  effects: ['A member whose check fails gets no requests.'],
  isCandidate: ({ path }) =>
    /(^|\/)[^/]*(httpd|apache|vhost)[^/]*\.conf(\.\w+)?$|(^|\/)(apache2?|httpd|sites-(available|enabled)|conf\.d)\/([^/]+\/)*[^/]+\.conf(\.\w+)?$/i.test(
      path,
    ),
  read: async (candidates, view) => {
    const { readApache } = await import('./read.js');
    return readEachSource(candidates, view, /\bhcmethod=/i, readApache);
  },
};
