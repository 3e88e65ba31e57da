import type { KubernetesObject } from '../../../syntax/manifests/kubernetes.js';
import { podTemplateOf } from '../../../syntax/manifests/kubernetes.js';
import type { Recogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { deployedService } from './manifest-examples.js';
import { onlyOwnWorkloads } from './workload-by-name.js';

const sighting = 'spread-across-nodes';

const inManifests: Recogniser = {
  in: 'kubernetes',
  sighting,
  words: /podAntiAffinity|topologySpreadConstraints/,
  *see(object) {
    const spec = podTemplateOf(object)?.get('spec');
    if (!spec) return;
    const details = { kind: object.kind, name: object.name };
    const rules = spec.at('affinity', 'podAntiAffinity');
    const isRuled = [
      'requiredDuringSchedulingIgnoredDuringExecution',
      'preferredDuringSchedulingIgnoredDuringExecution',
    ].some((key) => rules.get(key).items.length > 0);
    if (isRuled)
      yield {
        span: rules.span,
        text: `${named(object)} keeps its pods away from each other (podAntiAffinity)`,
        confidence: 'high',
        details,
      };
    const constraints = spec.get('topologySpreadConstraints');
    if (constraints.items.length > 0)
      yield {
        span: constraints.span,
        text: `${named(object)} spreads its pods (topologySpreadConstraints over ${[...new Set(constraints.items.map((item) => item.get('topologyKey').text ?? '?'))].join(', ')})`,
        confidence: 'high',
        details,
      };
  },
};

function named({ kind, name }: KubernetesObject): string {
  return `${kind} ${name}`;
}

export const spreadAcrossNodes = sightedSignal(
  {
    id: sighting,
    question: 'partial-failure',
    stance: 'supports',
    meaning: 'The loss of one machine does not take all instances.',
    recognition: 'Anti-affinity of pods or topology spread constraints on a workload of this repository.',
    guards: [
      'Third-party images do not count.',
      'Affinity to nodes or to other pods is something else.',
      'Empty lists are none.',
    ],
    recognisers: [inManifests],
    seen: [
      {
        title: 'topology spread',
        files: deployedService(
          'replicas: 3',
          {},
          'topologySpreadConstraints:\n  - {maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway}',
        ),
      },
      {
        title: 'anti-affinity',
        files: deployedService(
          'replicas: 3',
          {},
          'affinity:\n  podAntiAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n      - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: app}}}',
        ),
      },
    ],
    unseen: [
      {
        title: 'affinity to nodes',
        files: deployedService(
          'replicas: 3',
          {},
          'affinity:\n  nodeAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: []}\n# podAntiAffinity',
        ),
      },
      { title: 'an empty list', files: deployedService('replicas: 3', {}, 'topologySpreadConstraints: []') },
    ],
  },
  onlyOwnWorkloads,
);
