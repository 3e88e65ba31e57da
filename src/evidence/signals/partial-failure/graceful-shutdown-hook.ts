import type { EvidenceSignal } from '../../signal.js';
import { deployedService } from './manifest-examples.js';

function withHook(line: string): Readonly<Record<string, string>> {
  const files = deployedService('');
  return {
    ...files,
    'k8s/deployment.yaml': `${files['k8s/deployment.yaml'] ?? ''}          ${line}\n`,
  };
}

export const gracefulShutdownHook: EvidenceSignal = {
  id: 'graceful-shutdown-hook',
  question: 'partial-failure',
  stance: 'supports',
  meaning: 'Requests in flight are finished before an instance goes.',
  recognition: 'A preStop hook on a container of this repository.',
  guards: ['postStart hooks and grace periods alone are none.', 'Third-party images do not count.'],
  seen: [{ title: 'a hook that waits', files: withHook('lifecycle: {preStop: {sleep: {seconds: 5}}}') }],
  unseen: [
    { title: 'postStart', files: withHook('lifecycle: {postStart: {exec: {command: [warm]}}}') },
    { title: 'a comment', files: withHook('# lifecycle: {preStop: {sleep: {seconds: 5}}}') },
  ],
  detect: ({ workloads, policies }) =>
    policies.flatMap((policy) => {
      if (policy.kind !== 'pre-stop') return [];
      const workload = workloads.find(
        (candidate) => candidate.name === policy.workload && candidate.service !== '',
      );
      return workload
        ? [
            {
              span: policy.span,
              text: `${workload.name} drains in a preStop hook`,
              confidence: 'high' as const,
              service: workload.service,
            },
          ]
        : [];
    }),
};
