import { compareText } from '../../model/source-span.js';
import type { InService } from '../../model/service.js';
import type { Workload } from '../../model/workload.js';
import type { EvidenceSignal } from '../signal.js';

const question = 'independent-scaling';

/**
 * The database that a connection URL names: scheme, host, port and name, without user and password. Undefined for anything that is not
 * a whole literal URL of a database.
 */
function databaseOf(value: string): string | undefined {
  const url =
    /^(postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|sqlserver)(?:\+\w+)?:\/\/(?:[^@/\s]*@)?([^/\s?]+)\/([^?\s]+)/.exec(
      value,
    );
  if (url === null || value.includes('$')) return undefined;
  return `${url[1]}://${url[2]}/${url[3]}`;
}

function databasesOf(workload: InService<Workload>): readonly string[] {
  const values = workload.containers.flatMap((container) => Object.values(container.environment));
  return [...new Set(values.flatMap((value) => databaseOf(value) ?? []))];
}

export const independentScalingSignals: readonly EvidenceSignal[] = [
  {
    id: 'own-deployable-unit',
    question,
    stance: 'supports',
    meaning: 'The service is built and run by itself.',
    recognition: 'The service has a Dockerfile of its own or a workload that runs it.',
    detect: ({ services }) =>
      services.flatMap((service) => {
        const [workload] = service.workloads;
        const dockerfile = service.reasons.find((reason) =>
          /dockerfile|containerfile/i.test(reason.span.file),
        );
        const span = workload?.span ?? dockerfile?.span;
        if (span === undefined) return [];
        return [
          {
            span,
            text: workload
              ? `${service.name} runs as ${workload.kind} ${workload.name}`
              : `${service.name} has its own image`,
            confidence: 'high' as const,
            service: service.name,
          },
        ];
      }),
  },
  {
    id: 'autoscaler-present',
    question,
    stance: 'supports',
    meaning: 'The number of instances follows the load.',
    recognition:
      'A HorizontalPodAutoscaler or KEDA ScaledObject whose target is a workload of this repository.',
    detect: ({ policies, workloads }) =>
      policies.flatMap((policy) => {
        if (policy.kind !== 'autoscaler') return [];
        const workload = workloads.find(
          (candidate) => candidate.name === policy.target && candidate.service !== '',
        );
        if (workload === undefined) return [];
        const range = policy.maximum === undefined ? '' : ` from ${policy.minimum ?? 1} to ${policy.maximum}`;
        return [
          {
            span: policy.span,
            text: `${workload.name} scales by itself${range}`,
            confidence: 'high' as const,
            service: workload.service,
          },
        ];
      }),
  },
  {
    id: 'shared-database',
    question,
    stance: 'contradicts',
    meaning: 'Services that share a database cannot be scaled or released by themselves.',
    recognition:
      'Workloads of different services have the same literal database URL (host, port and name) in their environment.',
    detect: ({ workloads }) => {
      const owners = new Map<string, InService<Workload>[]>();
      for (const workload of workloads.filter((candidate) => candidate.service !== '')) {
        for (const database of databasesOf(workload))
          owners.set(database, [...(owners.get(database) ?? []), workload]);
      }
      return [...owners].flatMap(([database, users]) => {
        const names = [...new Set(users.map((user) => user.service))].toSorted(compareText);
        const [first] = users;
        if (names.length < 2 || first === undefined) return [];
        return [
          {
            span: first.span,
            text: `${names.join(', ')} share the database ${database}`,
            confidence: 'high' as const,
            service: first.service,
          },
        ];
      });
    },
  },
];
