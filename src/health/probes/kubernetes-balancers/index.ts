import type { ProbePlatform } from '../../probe-platform.js';
import { isManifestCandidate } from '../kubernetes/read.js';

/** Checks of the load balancers in front of a cluster. Source: https://kubernetes.io/docs/concepts/services-networking/ingress-controllers/ */
export const kubernetesBalancers: ProbePlatform = {
  name: 'kubernetes-balancers',
  title: 'Load balancers and ingresses of Kubernetes',
  homepage: 'https://kubernetes.io/docs/concepts/services-networking/',
  recognition: [
    'Annotations of Ingresses and Services: AWS (ALB, NLB), Azure (load balancer, application gateway), DigitalOcean, Hetzner, Linode, HAProxy.',
    'Objects: `BackendConfig` and `HealthCheckPolicy` of GKE, `TargetGroupPolicy` and `TargetGroupConfiguration` of AWS, `BackendTrafficPolicy` of Envoy Gateway, `HTTPProxy` of Contour, `VirtualServer` of NGINX, `KongUpstreamPolicy`, `ApisixUpstream`.',
    'Charts of Helm are evaluated with their own values, and with those of each environment that the repository holds.',
  ],
  effects: ['Pods or nodes whose check fails get no requests from outside.'],
  isCandidate: ({ path }) => isManifestCandidate(path),
  read: async (candidates, view) => {
    const { readBalancers } = await import('./read.js');
    const { readBalancerEnvironments } = await import('./environments.js');
    const { facts, skipped } = await readBalancers(candidates, view);
    return { facts: [...facts, ...(await readBalancerEnvironments(candidates, view))], skipped };
  },
};
