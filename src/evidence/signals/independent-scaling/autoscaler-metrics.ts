import type { EvidenceFacts } from '../../facts.js';
import type { KubernetesRecogniser } from '../../recogniser.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import type { Shape } from './workload-shapes.js';

const sighting = 'autoscaler-metrics';

/**
 * What a HorizontalPodAutoscaler compares with the requests of its target: `cpu`, `memory`; nothing when it has a metric that needs none. Without
 * metrics it takes 80 % of the processor. Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/
 */
function relativeTo(spec: YamlValue): readonly string[] {
  const metrics = spec.get('metrics').items;
  if (metrics.length === 0) return ['cpu'];
  const resources = metrics.map((metric) => {
    const type = metric.get('type').text;
    if (type !== 'Resource') return undefined;
    const resource = metric.get('resource');
    const isShare =
      resource.at('target', 'type').text === 'Utilization' ||
      resource.at('target', 'averageUtilization').exists ||
      // v2beta1
      resource.get('targetAverageUtilization').exists;
    return isShare ? resource.get('name').text : undefined;
  });
  return resources.every((resource) => resource !== undefined)
    ? resources.flatMap((resource) => resource ?? [])
    : [];
}

/** HorizontalPodAutoscalers with what they compare. */
export const autoscalerMetrics: KubernetesRecogniser = {
  in: 'kubernetes',
  sighting,
  words: /HorizontalPodAutoscaler/,
  *see(object) {
    const spec = object.root.get('spec');
    if (object.kind !== 'HorizontalPodAutoscaler') return;
    const metrics = spec.get('metrics');
    yield {
      span: metrics.exists ? metrics.span : object.root.span,
      text: `HorizontalPodAutoscaler ${object.name}`,
      confidence: 'high',
      details: {
        kind: spec.at('scaleTargetRef', 'kind').text ?? '',
        target: spec.at('scaleTargetRef', 'name').text ?? '',
        relativeTo: relativeTo(spec).join(','),
      },
    };
  },
};

/** A container of an autoscaler's target that asks for none of the resource whose share the autoscaler follows. */
export interface MissingRequest {
  readonly resource: 'cpu' | 'memory';
  readonly container: string;
  readonly shape: Shape;
  readonly autoscaler: EvidenceFacts['sightings'][number];
}

/**
 * The missing requests that keep autoscalers from working: every metric of theirs lacks one. A patch elsewhere that gives the container what it
 * lacks is taken into account, and so is anything that sets requests for all (`LimitRange`).
 */
export function missingRequests(
  { sightings }: EvidenceFacts,
  shapes: readonly Shape[],
): readonly MissingRequest[] {
  if (sightings.some(({ kind }) => kind === 'requests-by-default')) return [];
  return sightings.flatMap((autoscaler): readonly MissingRequest[] => {
    if (autoscaler.kind !== sighting || !autoscaler.details) return [];
    const { kind, target, relativeTo: shares = '' } = autoscaler.details;
    const of = shapes.filter((shape) => shape.kind === kind && shape.name === target);
    const shape = of.find(({ workload }) => workload !== undefined);
    if (!shape || shares === '') return [];
    const missing = shares.split(',').flatMap((name): readonly MissingRequest[] => {
      if (name !== 'cpu' && name !== 'memory') return [];
      const container = shape.without[name].find((candidate) =>
        of.every((other) => other.without[name].includes(candidate)),
      );
      return container === undefined ? [] : [{ resource: name, container, shape, autoscaler }];
    });
    return missing.length === shares.split(',').length ? missing : [];
  });
}

/** What gives containers requests that their manifests do not write: defaults of the namespace, an autoscaler of their size. */
export const requestsByDefault: KubernetesRecogniser = {
  in: 'kubernetes',
  sighting: 'requests-by-default',
  words: /LimitRange|VerticalPodAutoscaler/,
  *see(object) {
    if (object.kind === 'LimitRange' || object.kind === 'VerticalPodAutoscaler')
      yield { span: object.root.span, text: `${object.kind} ${object.name}`, confidence: 'high' };
  },
};
