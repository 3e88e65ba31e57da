import type { RouteFramework } from '../../route-framework.js';
import { isGoCandidate } from '../go/candidates.js';

export const goControllerRuntime: RouteFramework = {
  name: 'go-controller-runtime',
  title: 'controller-runtime',
  homepage: 'https://pkg.go.dev/sigs.k8s.io/controller-runtime',
  languages: ['go'],
  recognition: [
    '`AddHealthzCheck` and `AddReadyzCheck` of a manager serve `/healthz` and `/readyz` on `HealthProbeBindAddress`, whose port is read from the options or the default of a flag.',
  ],
  isCandidate: isGoCandidate,
  read: async (candidates, view) =>
    (await import('../go/read.js')).readGoRoutes('go-controller-runtime', candidates, view),
};
