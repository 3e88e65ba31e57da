import type { RouteFramework } from '../../route-framework.js';

export const caddy: RouteFramework = {
  name: 'caddy',
  title: 'Caddy',
  homepage: 'https://caddyserver.com/docs/caddyfile',
  languages: ['Caddyfile'],
  recognition: [
    'Paths that a Caddyfile answers by itself: `respond /health 200`, `respond` inside of `handle /health` or behind a matcher of paths, `metrics /metrics`. What `reverse_proxy` hands on is none of its own.',
  ],
  isCandidate: ({ path }) => /(?:^|\/)(?:[^/]*\.)?Caddyfile(?:\.\w+)?$|\.caddy(?:file)?$/i.test(path),
  read: async (candidates, view) => (await import('./read.js')).readCaddy(candidates, view),
};
