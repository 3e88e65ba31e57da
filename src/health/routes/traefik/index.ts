import type { RouteFramework } from '../../route-framework.js';

export const traefik: RouteFramework = {
  name: 'traefik',
  title: 'Traefik',
  homepage: 'https://doc.traefik.io/traefik/reference/install-configuration/observability/healthcheck/',
  languages: ['Traefik'],
  recognition: [
    'A static configuration with `ping` serves `/ping` on the entry point that it names, `traefik` (8080) as a rule.',
  ],
  isCandidate: ({ path }) => /(?:^|\/)traefik\.(?:ya?ml|toml)$/i.test(path),
  read: async (candidates, view) => (await import('./read.js')).readTraefik(candidates, view),
};
