import type { RouteFramework } from '../../route-framework.js';

export const nginx: RouteFramework = {
  name: 'nginx',
  title: 'nginx',
  homepage: 'https://nginx.org/en/docs/',
  languages: ['nginx'],
  recognition: [
    'Locations that answer by themselves: `location = /healthz { return 200; }`, `stub_status`, `empty_gif`. What is handed on (`proxy_pass` and its relatives) or redirected is none of its own.',
    'A configuration that answers something keeps the list of its service open: files and what it hands on are not looked into.',
  ],
  isCandidate: ({ path }) =>
    /(?:^|\/)[^/]*nginx[^/]*\.conf(?:\.\w+)*$|(?:^|\/)(?:nginx|conf\.d|sites-(?:available|enabled)|openresty)\/(?:[^/]+\/)*[^/]+\.conf(?:\.\w+)*$|(?:^|\/)(?:default|site|vhost)\.conf(?:\.\w+)*$|\.nginx$/i.test(
      path,
    ),
  read: async (candidates, view) => (await import('./read.js')).readNginx(candidates, view),
};
