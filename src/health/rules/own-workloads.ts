import { selects } from '../../model/platform-policy.js';
import type { PlatformPolicy } from '../../model/platform-policy.js';
import type { Probe } from '../../model/probe.js';
import type { InService } from '../../model/service.js';
import type { Workload, WorkloadContainer } from '../../model/workload.js';
import type { HealthFacts } from './facts.js';
import { servesNothing } from './idle-commands.js';

/** Kinds whose pods serve until they are stopped; jobs and bare pods are run to an end, or for a test. */
const serving = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Rollout',
  'DeploymentConfig',
]);

/** The Kubernetes workloads that run services of this repository for good. */
export function servingWorkloads(facts: HealthFacts): readonly InService<Workload>[] {
  return facts.workloads.filter(
    ({ platform, kind, name: workloadName, service, containers }) =>
      platform === 'kubernetes' &&
      serving.has(kind) &&
      service !== '' &&
      // What only lies near a service may be something else.
      facts.services.some(
        ({ name, workloads }) =>
          name === service &&
          workloads.some((link) => link.name === workloadName && !/ lies in /.test(link.reason)),
      ) &&
      // A patch names a workload without saying what it runs.
      containers.some(({ init, image }) => !init && image !== undefined) &&
      !isWithoutServer(containers),
  );
}

/** Whether a container's command is one that serves nothing, and no other container of the workload listens. */
function isWithoutServer(containers: readonly WorkloadContainer[]): boolean {
  const running = containers.filter(({ init }) => !init);
  const others = running.filter(({ command }) => command === undefined || !servesNothing(command));
  return others.length < running.length && others.every(({ ports }) => ports.length === 0);
}

/** The Service that sends traffic to a workload's pods. */
export function trafficTo(
  { labels }: Workload,
  { policies }: HealthFacts,
): Extract<PlatformPolicy, { kind: 'traffic' }> | undefined {
  return policies
    .filter((policy) => policy.kind === 'traffic')
    .find(({ selector }) => selects(selector, labels));
}

/** The probes of a workload, wherever they are written: a patch of it may lie in another file. */
export function probesOf(workload: Workload, { probes }: HealthFacts): readonly InService<Probe>[] {
  return probes.filter(({ target }) => target.kind === workload.kind && target.name === workload.name);
}

/**
 * Whether all that is written of a workload was read, so that what is not there is really missing: nothing of its file was skipped, and
 * no patch or template elsewhere could not be read.
 */
export function isReadWhole({ span }: Workload, { skipped }: HealthFacts): boolean {
  return !skipped.some(
    ({ file, reason, detail }) =>
      file === span.file ||
      (detail?.includes('patch') === true && /probe/i.test(detail)) ||
      (reason === 'templated' && folderOf(file) === folderOf(span.file)),
  );
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
