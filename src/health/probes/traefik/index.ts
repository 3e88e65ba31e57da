import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';

/** Health checks of Traefik's services. Source: https://doc.traefik.io/traefik/reference/routing-configuration/http/load-balancing/service/ */
export const traefik: ProbePlatform = {
  name: 'traefik',
  title: 'Traefik',
  homepage: 'https://doc.traefik.io/traefik/routing/services/#health-check',
  recognition: [
    '`loadBalancer.healthCheck` of the services in a dynamic configuration, in YAML and TOML.',
    'Labels `traefik.http.services.x.loadbalancer.healthcheck.*` of compose services, and those of the first Traefik (`traefik.backend.healthcheck.path`).',
    '`healthCheck` of the services in `IngressRoute` and `TraefikService` objects of Kubernetes.',
  ],
  effects: ['A server whose check fails gets no requests.'],
  isCandidate: ({ path }) => /\.(ya?ml|toml)$/i.test(path),
  read: async (candidates, view) => {
    const { readTraefik } = await import('./read.js');
    return readEachSource(
      candidates,
      view,
      /^(?=[\s\S]*health_?check)(?=[\s\S]*(loadbalancer|traefik))/i,
      readTraefik,
    );
  },
};
