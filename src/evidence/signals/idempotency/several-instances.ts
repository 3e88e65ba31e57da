import type { EvidenceFacts } from '../../facts.js';

/** How many instances of a service run side by side, as a clause: "Deployment shop runs 3 replicas"; undefined when there may be just one. */
export function severalInstances(
  { workloads, policies }: EvidenceFacts,
  service: string,
): string | undefined {
  if (service === '') return undefined;
  for (const workload of workloads) {
    if (workload.service !== service || workload.platform !== 'kubernetes') continue;
    if ((workload.replicas ?? 0) > 1)
      return `${workload.kind} ${workload.name} runs ${workload.replicas} replicas`;
    const autoscaler = policies.find(
      (policy) =>
        policy.kind === 'autoscaler' && policy.target === workload.name && (policy.maximum ?? 1) > 1,
    );
    if (autoscaler?.kind === 'autoscaler')
      return `${workload.kind} ${workload.name} runs up to ${autoscaler.maximum} replicas`;
  }
  return undefined;
}
