import type { InService } from '../../../model/service.js';
import type { Workload } from '../../../model/workload.js';
import type { EvidenceFacts } from '../../facts.js';

/** Kinds that run for long, of which there can be several. */
const lasting = new Set([
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'Rollout',
  'DeploymentConfig',
  'compose service',
]);

/** Workloads whose name or command says that they take no requests of users. */
const background =
  /worker|sidekiq|celery|queue|consumer|scheduler|\bbeat\b|cron|resque|horizon|migrat|\bjobs?\b/i;

/** Compositions that tests are run in. */
export const ofTests = /(?:^|\/)\.[^/]+\/|(?:^|[./_-])(?:ci|test|tests|e2e|cypress)(?:[./_-])[^/]*$/i;

/** Whether a workload works off a queue or a schedule rather than serving requests, by its name and command. */
export function isBackground({ name, containers }: Workload): boolean {
  return background.test(name) || containers.some(({ command = [] }) => background.test(command.join(' ')));
}

/**
 * Why a service surely runs in several instances: the words for it, e.g. "Deployment app has 3 replicas". Undefined when it may be one.
 * @param keep which workloads count; by default those that serve requests.
 */
export function severalInstances(
  service: string,
  { workloads, policies }: EvidenceFacts,
  keep: (workload: InService<Workload>) => boolean = (workload) => !isBackground(workload),
): string | undefined {
  if (service === '') return undefined;
  for (const workload of workloads) {
    if (workload.service !== service || !lasting.has(workload.kind) || !keep(workload)) continue;
    if ((workload.replicas ?? 1) > 1)
      return `${workload.kind} ${workload.name} has ${workload.replicas} replicas`;
    const scaler = policies.find(
      (policy) =>
        policy.kind === 'autoscaler' && policy.target === workload.name && (policy.maximum ?? 1) > 1,
    );
    if (scaler?.kind === 'autoscaler' && workload.platform === 'kubernetes')
      return `${workload.kind} ${workload.name} scales to ${scaler.maximum} replicas`;
  }
  return undefined;
}
