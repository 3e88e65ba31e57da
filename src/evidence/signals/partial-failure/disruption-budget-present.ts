import { selects } from '../../../model/platform-policy.js';
import type { EvidenceSignal } from '../../signal.js';
import { deployedService } from './manifest-examples.js';

function budget(spec: string): Readonly<Record<string, string>> {
  return {
    'k8s/pdb.yaml': `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: app}\nspec: {${spec}}\n`,
  };
}

export const disruptionBudgetPresent: EvidenceSignal = {
  id: 'disruption-budget-present',
  question: 'partial-failure',
  stance: 'supports',
  meaning: 'Maintenance of nodes may not take all instances at once.',
  recognition:
    'A PodDisruptionBudget that selects a workload of this repository and does not forbid every disruption.',
  guards: [
    'One that lets no pod go (`maxUnavailable: 0`) is none.',
    'One that selects nothing of this repository is none.',
  ],
  seen: [
    {
      title: 'one must stay',
      files: deployedService('replicas: 2', budget('minAvailable: 1, selector: {matchLabels: {app: app}}')),
    },
  ],
  unseen: [
    {
      title: 'none may go',
      files: deployedService('replicas: 2', budget('maxUnavailable: 0, selector: {matchLabels: {app: app}}')),
    },
    {
      title: 'of something else',
      files: deployedService('replicas: 2', budget('minAvailable: 1, selector: {matchLabels: {app: other}}')),
    },
  ],
  detect: ({ workloads, policies }) =>
    policies.flatMap((policy) => {
      if (policy.kind !== 'disruption-budget' || policy.blocksAll) return [];
      const workload = workloads.find(
        (candidate) => candidate.service !== '' && selects(policy.selector, candidate.labels),
      );
      return workload
        ? [
            {
              span: policy.span,
              text: `a disruption budget covers ${workload.name}`,
              confidence: 'high' as const,
              service: workload.service,
            },
          ]
        : [];
    }),
};
