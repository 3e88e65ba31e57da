import { selects } from '../../../model/platform-policy.js';
import type { InService } from '../../../model/service.js';
import type { Workload } from '../../../model/workload.js';
import type { EvidenceSignal, LocatedMatch } from '../../signal.js';
import { deployedService, foreignDeployment } from './manifest-examples.js';

const question = 'partial-failure';

const scaled =
  'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: app}\nspec: {scaleTargetRef: {kind: Deployment, name: app}, minReplicas: 2, maxReplicas: 10}\n';

export const severalReplicas: EvidenceSignal = {
  id: 'several-replicas',
  question,
  stance: 'supports',
  meaning: 'One instance may die without an outage.',
  recognition:
    'A workload of this repository with replicas of two or more, or an autoscaler with such a minimum.',
  guards: [
    'Third-party images do not count.',
    'Templates that the values of their chart switch off are none.',
  ],
  seen: [
    { title: 'three replicas', files: deployedService('replicas: 3') },
    { title: 'an autoscaler', files: deployedService('', { 'k8s/hpa.yaml': scaled }) },
  ],
  unseen: [
    { title: 'one', files: deployedService('replicas: 1') },
    {
      title: "someone else's image",
      files: deployedService('', { 'k8s/db.yaml': foreignDeployment('replicas: 3') }),
    },
  ],
  detect: ({ workloads, policies }) => [
    ...workloads
      .filter((workload) => workload.service !== '' && (workload.replicas ?? 0) >= 2)
      .map((workload) => ({
        span: workload.span,
        text: `${workload.kind} ${workload.name} runs ${workload.replicas} replicas`,
        confidence: 'high' as const,
        service: workload.service,
      })),
    ...policies.flatMap((policy) => {
      if (policy.kind !== 'autoscaler' || (policy.minimum ?? 1) < 2) return [];
      const workload = workloads.find(
        (candidate) => candidate.name === policy.target && candidate.service !== '',
      );
      return workload
        ? [
            {
              span: policy.span,
              text: `${workload.name} never runs fewer than ${policy.minimum} replicas`,
              confidence: 'high' as const,
              service: workload.service,
            },
          ]
        : [];
    }),
  ],
};

/** Workloads that are one by their nature: they load others, watch over them, or keep data that no second one may keep. */
const single =
  /load-?(?:gen|test)|locust|\bk6\b|operator|controller-manager|scheduler|(?:^|-)(?:postgres(?:ql)?|pg|mysql|mariadb|mongo(?:db)?|redis|valkey|memcached|cassandra|elasticsearch|opensearch|clickhouse|kafka|zookeeper|rabbitmq|activemq|nats|minio|etcd|consul|vault|db|database)(?:$|-)/i;

export const singleReplicaWorkload: EvidenceSignal = {
  id: 'single-replica-workload',
  question,
  stance: 'contradicts',
  meaning: 'The death of one instance is an outage.',
  recognition:
    'A Deployment of this repository that takes traffic through a Service, says `replicas: 1`, and has no autoscaler.',
  guards: [
    'Third-party images, StatefulSets and jobs do not count.',
    'Load generators, operators and databases are one by their nature.',
    'Where another manifest gives the workload more replicas, or an autoscaler of any kind, it is not named.',
    'A workload that several manifests declare is named once.',
  ],
  seen: [{ title: 'one replica behind a Service', files: deployedService('replicas: 1') }],
  unseen: [
    { title: 'two', files: deployedService('replicas: 2') },
    { title: 'nothing is said', files: deployedService('') },
    { title: 'an autoscaler', files: deployedService('replicas: 1', { 'k8s/hpa.yaml': scaled }) },
    { title: 'no Service', files: deployedService('replicas: 1', { 'k8s/service.yaml': '' }) },
    {
      title: 'a database',
      files: deployedService('', { 'k8s/db.yaml': foreignDeployment('replicas: 1') }),
    },
    {
      title: 'more of them in production',
      files: {
        ...deployedService('replicas: 1'),
        'production/deployment.yaml': deployedService('replicas: 3')['k8s/deployment.yaml'] ?? '',
      },
    },
  ],
  detect: ({ workloads, policies }) => {
    const named = new Map<string, LocatedMatch>();
    for (const workload of workloads) {
      const key = `${workload.service}\n${workload.name}`;
      if (named.has(key) || !isAlone(workload, workloads)) continue;
      const takesTraffic = policies.some(
        (policy) => policy.kind === 'traffic' && selects(policy.selector, workload.labels),
      );
      const isScaled = policies.some(
        (policy) => policy.kind === 'autoscaler' && policy.target === workload.name,
      );
      if (takesTraffic && !isScaled)
        named.set(key, {
          span: workload.span,
          text: `Deployment ${workload.name} takes traffic with a single replica`,
          confidence: 'medium',
          service: workload.service,
        });
    }
    return [...named.values()];
  },
};

function isAlone(workload: InService<Workload>, workloads: readonly InService<Workload>[]): boolean {
  return (
    workload.service !== '' &&
    workload.platform === 'kubernetes' &&
    workload.kind === 'Deployment' &&
    workload.replicas === 1 &&
    !single.test(workload.name) &&
    !workloads.some(
      (other) =>
        other.service === workload.service && other.name === workload.name && (other.replicas ?? 1) > 1,
    )
  );
}
