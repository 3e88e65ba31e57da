import { touchesOf, type Endpoint } from '../../../model/endpoint.js';
import { selects } from '../../../model/platform-policy.js';
import type { Probe, ProbeKind } from '../../../model/probe.js';
import type { InService } from '../../../model/service.js';
import { signalOfRules } from '../../signal.js';
import type { EvidenceSignal, LocatedMatch } from '../../signal.js';

const question = 'partial-failure';

function ofProbe(probe: InService<Probe>): LocatedMatch {
  const asks =
    probe.path ??
    probe.command?.slice(0, 4).join(' ') ??
    (probe.port === undefined ? '' : `port ${probe.port}`);
  return {
    span: probe.span,
    text: `${probe.target.kind} ${probe.target.name}: ${probe.kind === 'healthcheck' ? 'health check' : `${probe.kind} probe`} over ${probe.transport}${asks === '' ? '' : ` (${asks})`}`,
    confidence: probe.confidence,
    service: probe.service,
  };
}

function ofEndpoint(endpoint: InService<Endpoint>, says: string): LocatedMatch {
  return {
    span: endpoint.span,
    text: `${endpoint.path} ${says}`,
    confidence: endpoint.confidence,
    service: endpoint.service,
  };
}

function probePresent(id: string, kinds: readonly ProbeKind[], meaning: string): EvidenceSignal {
  return {
    id,
    question,
    stance: 'supports',
    meaning,
    recognition: `A probe of kind ${kinds.join(' or ')} in a manifest, not commented out, not empty.`,
    detect: ({ probes }) => probes.filter((probe) => kinds.includes(probe.kind)).map(ofProbe),
  };
}

export const healthSignals: readonly EvidenceSignal[] = [
  probePresent('liveness-probe-present', ['liveness'], 'A hung process is restarted.'),
  probePresent(
    'readiness-probe-present',
    ['readiness', 'healthcheck'],
    'Traffic waits until an instance can serve it.',
  ),
  probePresent('startup-probe-present', ['startup'], 'A slow start is not mistaken for a hang.'),
  {
    id: 'health-endpoint-present',
    question,
    stance: 'supports',
    meaning: 'The service answers for its own health.',
    recognition: 'A route whose path, handler or probe shows that it answers for health.',
    detect: ({ endpoints }) =>
      endpoints.map((endpoint) => ofEndpoint(endpoint, `answers for ${endpoint.role}`)),
  },
  {
    id: 'readiness-endpoint-checks-dependency',
    question,
    stance: 'supports',
    meaning: 'Readiness looks at what the service needs before it takes traffic.',
    recognition:
      'The handler of a readiness endpoint touches a database, cache, queue or service and can fail.',
    detect: ({ endpoints }) =>
      endpoints
        .filter(
          (endpoint) =>
            endpoint.role === 'readiness' &&
            (endpoint.handler?.touches.length ?? 0) > 0 &&
            endpoint.handler?.canFail !== false,
        )
        .map((endpoint) =>
          ofEndpoint(
            endpoint,
            `checks ${[...new Set(endpoint.handler?.touches.map((touch) => touch.dependency))].toSorted().join(', ')}`,
          ),
        ),
  },
  {
    id: 'liveness-endpoint-shallow',
    question,
    stance: 'supports',
    meaning: 'Liveness says only whether the process is alive, so that a broken dependency restarts nothing.',
    recognition: 'The handler of a liveness endpoint was found and touches nothing.',
    detect: ({ endpoints }) =>
      endpoints
        .filter(
          (endpoint) =>
            endpoint.role === 'liveness' &&
            endpoint.handler?.constant === true &&
            touchesOf(endpoint).length === 0,
        )
        .map((endpoint) => ofEndpoint(endpoint, 'touches no dependency')),
  },
  {
    id: 'several-replicas',
    question,
    stance: 'supports',
    meaning: 'One instance may die without an outage.',
    recognition:
      'A workload of this repository with replicas of two or more, or an autoscaler with such a minimum.',
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
  },
  {
    id: 'single-replica-workload',
    question,
    stance: 'contradicts',
    meaning: 'The death of one instance is an outage.',
    recognition:
      'A Deployment of this repository that takes traffic through a Service, says `replicas: 1`, and has no autoscaler. Third-party images, StatefulSets and jobs do not count.',
    detect: ({ workloads, policies }) =>
      workloads
        .filter(
          (workload) =>
            workload.service !== '' &&
            workload.platform === 'kubernetes' &&
            workload.kind === 'Deployment' &&
            workload.replicas === 1 &&
            policies.some(
              (policy) => policy.kind === 'traffic' && selects(policy.selector, workload.labels),
            ) &&
            !policies.some((policy) => policy.kind === 'autoscaler' && policy.target === workload.name),
        )
        .map((workload) => ({
          span: workload.span,
          text: `Deployment ${workload.name} takes traffic with a single replica`,
          confidence: 'medium',
          service: workload.service,
        })),
  },
  {
    id: 'disruption-budget-present',
    question,
    stance: 'supports',
    meaning: 'Maintenance of nodes may not take all instances at once.',
    recognition:
      'A PodDisruptionBudget that selects a workload of this repository and does not forbid every disruption.',
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
  },
  {
    id: 'graceful-shutdown-hook',
    question,
    stance: 'supports',
    meaning: 'Requests in flight are finished before an instance goes.',
    recognition: 'A preStop hook on a container of this repository.',
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
  },
  {
    id: 'service-without-probe',
    question,
    stance: 'contradicts',
    meaning: 'Nobody notices when an instance hangs.',
    recognition:
      'A long-running Kubernetes workload of this repository that takes traffic through a Service, while no container of it has a probe.',
    detect: ({ workloads, policies, probes }) =>
      workloads
        .filter(
          (workload) =>
            workload.service !== '' &&
            workload.platform === 'kubernetes' &&
            ['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout'].includes(workload.kind) &&
            policies.some(
              (policy) => policy.kind === 'traffic' && selects(policy.selector, workload.labels),
            ) &&
            !probes.some(
              (probe) => probe.target.name === workload.name && probe.target.kind === workload.kind,
            ),
        )
        .map((workload) => ({
          span: workload.span,
          text: `${workload.kind} ${workload.name} takes traffic and has no probe`,
          confidence: 'high',
          service: workload.service,
        })),
  },
  signalOfRules(
    {
      id: 'probe-path-missing',
      question,
      stance: 'contradicts',
      meaning: 'A probe asks for a path that the service does not serve.',
    },
    ['health-probe-path-not-served'],
  ),
  signalOfRules(
    {
      id: 'probe-cannot-fail',
      question,
      stance: 'contradicts',
      meaning: 'A check says yes whatever happens.',
    },
    ['health-check-cannot-fail'],
  ),
  signalOfRules(
    {
      id: 'liveness-depends-on-others',
      question,
      stance: 'contradicts',
      meaning: 'A broken dependency restarts every instance.',
    },
    ['health-restart-on-dependency'],
  ),
];
