import type { EvidenceSignal } from '../../signal.js';
import { autoscalerMetrics, missingRequests, requestsByDefault } from './autoscaler-metrics.js';
import { asking, autoscaler, deployment, onKubernetes } from './examples.js';
import { shapesOf, workloadShapes } from './workload-shapes.js';

const question = 'independent-scaling';

export const resourceRequestsSet: EvidenceSignal = {
  id: 'resource-requests-set',
  question,
  stance: 'supports',
  meaning: 'The scheduler knows how much room an instance takes, so that more of them find a place.',
  recognition: 'Every container of a Kubernetes workload of this repository asks for processor and memory.',
  guards: ['Init containers are over before traffic comes.', 'Workloads of products of others do not count.'],
  recognisers: [workloadShapes],
  seen: [
    { title: 'requests', files: onKubernetes(deployment({ container: asking })) },
    {
      title: 'limits, which are requests where there are none',
      files: onKubernetes(deployment({ container: 'resources: {limits: {cpu: 1, memory: 1Gi}}\n' })),
    },
  ],
  unseen: [
    {
      title: 'memory alone',
      files: onKubernetes(deployment({ container: 'resources: {requests: {memory: 1Gi}}\n' })),
    },
    { title: 'nothing', files: onKubernetes(deployment({ container: 'resources: {}\n' })) },
  ],
  detect: (facts) => {
    // The same workload stands in a base, in overlays and in what was rendered of them: once is enough.
    const told = new Set<string>();
    return shapesOf(facts).flatMap(({ kind, name, without, workload }) => {
      const identity = JSON.stringify([workload?.service, kind, name]);
      if (!workload || without.cpu.length + without.memory.length > 0 || told.has(identity)) return [];
      told.add(identity);
      return [
        {
          span: { ...workload.span, endLine: workload.span.line, endColumn: workload.span.column },
          text: `every container of ${kind} ${name} asks for processor and memory`,
          confidence: 'high' as const,
          service: workload.service,
        },
      ];
    });
  },
};

export const autoscalerWithoutRequests: EvidenceSignal = {
  id: 'autoscaler-without-requests',
  question,
  stance: 'contradicts',
  meaning:
    'An autoscaler follows the share of what containers ask for, and they ask for nothing: it never acts.',
  recognition:
    'A HorizontalPodAutoscaler on the utilisation of processor or memory whose target, a workload of this repository, has a container without a request or limit of it.',
  guards: [
    'A metric that is compared with a value needs no requests.',
    'Requests that a patch in another file, a LimitRange or a VerticalPodAutoscaler gives count.',
  ],
  recognisers: [workloadShapes, autoscalerMetrics, requestsByDefault],
  seen: [
    { title: 'no requests', files: onKubernetes(deployment(), autoscaler()) },
    {
      title: 'requests of memory, and an autoscaler on the processor',
      files: onKubernetes(deployment({ container: 'resources: {requests: {memory: 1Gi}}\n' }), autoscaler()),
    },
  ],
  unseen: [
    { title: 'requests', files: onKubernetes(deployment({ container: asking }), autoscaler()) },
    {
      title: 'a value instead of a share',
      files: onKubernetes(
        deployment(),
        autoscaler(
          '{type: Resource, resource: {name: cpu, target: {type: AverageValue, averageValue: 500m}}}',
        ),
      ),
    },
    {
      title: 'a patch that gives them',
      files: {
        ...onKubernetes(deployment(), autoscaler()),
        'overlays/production/resources.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\nspec:\n  template:\n    spec:\n      containers:\n        - name: app\n          ${asking}`,
      },
    },
    {
      title: 'defaults of the namespace',
      files: onKubernetes(
        deployment(),
        autoscaler(),
        'apiVersion: v1\nkind: LimitRange\nmetadata: {name: defaults}\nspec: {limits: [{type: Container, defaultRequest: {cpu: 100m}}]}\n',
      ),
    },
  ],
  detect: (facts) =>
    missingRequests(facts, shapesOf(facts)).map(
      ({ autoscaler: { span, text }, container, resource, shape }) => ({
        span,
        text: `${text} follows the share of requested ${resource === 'cpu' ? 'processor' : 'memory'}, and container ${container} of ${shape.kind} ${shape.name} requests none, so it never acts`,
        confidence: 'high',
        service: shape.workload?.service ?? '',
      }),
    ),
};

/** The directory of a file, of a chart's templates that of the chart. */
function placeOf(file: string): string {
  return file.replace(/(?:^|\/)[^/]*$/, '').replace(/(?:^|\/)templates(?:\/.*)?$/, '');
}

export const replicasAndAutoscaler: EvidenceSignal = {
  id: 'replicas-and-autoscaler',
  question,
  stance: 'contradicts',
  meaning:
    'Each release sets the number of instances back to the one in the manifest, under whatever load there is.',
  recognition:
    'A Deployment or StatefulSet of this repository with `replicas`, and a HorizontalPodAutoscaler or ScaledObject for it in the same directory or chart, as it is rendered.',
  guards: [
    'A chart that writes `replicas` only without the autoscaler is as it should be.',
    'An autoscaler of another directory may belong to another environment.',
  ],
  recognisers: [workloadShapes],
  seen: [
    {
      title: 'both',
      files: onKubernetes(deployment({ replicas: 3, container: asking }), autoscaler()),
    },
  ],
  unseen: [
    {
      title: 'the autoscaler alone',
      files: onKubernetes(deployment({ container: asking }), autoscaler()),
    },
    {
      title: 'a chart that writes one of them',
      files: {
        ...onKubernetes(),
        'chart/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.0.0\n',
        'chart/values.yaml': 'autoscaling: {enabled: true}\n',
        'chart/templates/deployment.yaml': deployment({ replicas: 1, container: asking }).replace(
          '  replicas: 1\n',
          '{{- if not .Values.autoscaling.enabled }}\n  replicas: 1\n{{- end }}\n',
        ),
        'chart/templates/hpa.yaml': `{{- if .Values.autoscaling.enabled }}\n${autoscaler()}{{- end }}\n`,
      },
    },
    {
      title: 'the autoscaler of one environment',
      files: {
        ...onKubernetes(deployment({ replicas: 1, container: asking })),
        'overlays/production/hpa.yaml': autoscaler(),
      },
    },
  ],
  detect: (facts) =>
    shapesOf(facts).flatMap(({ kind, name, replicas, sighting, workload }) => {
      const scaler = facts.policies.find(
        (policy) =>
          policy.kind === 'autoscaler' &&
          policy.target === name &&
          placeOf(policy.span.file) === placeOf(sighting.span.file),
      );
      if (!scaler || replicas === undefined || replicas < 1 || !workload) return [];
      return [
        {
          span: sighting.span,
          text: `${kind} ${name} says ${replicas} replicas and has an autoscaler (${scaler.span.file}:${scaler.span.line}), so that each release sets the number back to ${replicas}`,
          confidence: 'high' as const,
          service: workload.service,
        },
      ];
    }),
};
