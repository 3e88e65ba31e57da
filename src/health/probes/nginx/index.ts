import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';

/** Active checks of NGINX Plus. Source: https://nginx.org/en/docs/http/ngx_http_upstream_hc_module.html */
export const nginx: ProbePlatform = {
  name: 'nginx',
  title: 'NGINX Plus, Angie and Tengine',
  homepage: 'https://docs.nginx.com/nginx/admin-guide/load-balancer/http-health-check/',
  recognition: [
    '`health_check` beside `proxy_pass` and `grpc_pass` in `nginx*.conf`, in `default.conf` and in the folders of configurations, templates of them too; `upstream_probe` of Angie; `check` with `check_http_send` in an `upstream` of Tengine.',
    'The open nginx asks nothing by itself: `max_fails` and `fail_timeout` only count what clients saw.',
  ],
  effects: ['A server whose check fails gets no requests.'],
  isCandidate: ({ path }) =>
    /(^|\/)([^/]*(nginx|angie|tengine)[^/]*|default)\.conf(\.\w+)?$|(^|\/)(nginx|angie|conf\.d|sites-(available|enabled))\/([^/]+\/)*[^/]+$/i.test(
      path,
    ),
  read: async (candidates, view) => {
    const { readNginx } = await import('./read.js');
    return readEachSource(
      candidates,
      view,
      /\bhealth_check\b|\bupstream_probe\b|\bcheck\s+[^;]*\binterval=/,
      readNginx,
    );
  },
};
