import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';

/** Active health checks of Caddy. Source: https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#active-health-checks */
export const caddy: ProbePlatform = {
  name: 'caddy',
  title: 'Caddy',
  homepage: 'https://caddyserver.com/docs/caddyfile/directives/reverse_proxy',
  recognition: [
    '`health_uri` (or `health_path`, `health_port`) of `reverse_proxy` in `Caddyfile*` and `*.caddy`, and `health_check` of the first Caddy’s `proxy`.',
    '`health_checks.active` of the handler `reverse_proxy` in JSON, and labels of compose services for caddy-docker-proxy.',
    'Passive checks (`fail_duration`, `max_fails`) ask nothing.',
  ],
  effects: ['An upstream whose check fails gets no requests.'],
  isCandidate: ({ path }) =>
    /(^|\/)[^/]*Caddyfile[^/]*$|\.caddy(file)?(\.\w+)?$|(^|\/)[^/]*caddy[^/]*\.json$|compose[^/]*\.ya?ml$/i.test(
      path,
    ),
  read: async (candidates, view) => {
    const { readCaddy } = await import('./read.js');
    return readEachSource(candidates, view, /health_(uri|path|port|check)/, readCaddy);
  },
};
