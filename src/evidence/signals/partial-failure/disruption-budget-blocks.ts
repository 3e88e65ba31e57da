import { selects } from '../../../model/platform-policy.js';
import type { Recogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { deployedService } from './manifest-examples.js';
import { matchIn } from './workload-by-name.js';

const sighting = 'disruption-budget-blocks';

const inManifests: Recogniser = {
  in: 'kubernetes',
  sighting,
  words: /PodDisruptionBudget/,
  *see(object) {
    if (object.kind !== 'PodDisruptionBudget') return;
    const spec = object.root.get('spec');
    const labels = spec
      .at('selector', 'matchLabels')
      .entries.flatMap(([key, value]) =>
        value.text === undefined ? [] : [[`label:${key}`, value.text] as const],
      );
    if (labels.length === 0) return;
    const atLeast = spec.get('minAvailable').text;
    const atMost = spec.get('maxUnavailable').text;
    yield {
      span: spec.span,
      text: `disruption budget ${object.name}`,
      confidence: 'high',
      details: {
        ...Object.fromEntries(labels),
        name: object.name,
        ...(atLeast !== undefined && { atLeast }),
        ...(atMost !== undefined && { atMost }),
      },
    };
  },
};

export const disruptionBudgetBlocks = sightedSignal(
  {
    id: sighting,
    question: 'partial-failure',
    stance: 'contradicts',
    meaning: 'No node can be drained: maintenance stops, or someone deletes the budget in a hurry.',
    recognition:
      'A PodDisruptionBudget that selects a workload of this repository and forbids every disruption: maxUnavailable 0, minAvailable 100 %, or as many as there are replicas.',
    guards: [
      'A number is held against replicas that are written down, and only where no autoscaler can raise them.',
      'Third-party images do not count.',
    ],
    recognisers: [inManifests],
    seen: [
      {
        title: 'as many as there are replicas',
        files: deployedService('replicas: 2', {
          'k8s/pdb.yaml':
            'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: app}\nspec: {minAvailable: 2, selector: {matchLabels: {app: app}}}\n',
        }),
      },
      {
        title: 'none may go',
        files: deployedService('replicas: 2', {
          'k8s/pdb.yaml':
            'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: app}\nspec: {maxUnavailable: 0, selector: {matchLabels: {app: app}}}\n',
        }),
      },
    ],
    unseen: [
      {
        title: 'one may go',
        files: deployedService('replicas: 2', {
          'k8s/pdb.yaml':
            'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: app}\nspec: {minAvailable: 1, selector: {matchLabels: {app: app}}}\n',
        }),
      },
      {
        title: 'an autoscaler raises them',
        files: deployedService('replicas: 2', {
          'k8s/pdb.yaml':
            'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: app}\nspec: {minAvailable: 2, selector: {matchLabels: {app: app}}}\n',
          'k8s/hpa.yaml':
            'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: app}\nspec: {scaleTargetRef: {kind: Deployment, name: app}, minReplicas: 2, maxReplicas: 10}\n',
        }),
      },
      {
        title: 'the number of replicas stands elsewhere',
        files: deployedService('', {
          'k8s/pdb.yaml':
            'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: app}\nspec: {minAvailable: 1, selector: {matchLabels: {app: app}}}\n',
        }),
      },
      {
        title: 'of something else',
        files: deployedService('replicas: 2', {
          'k8s/pdb.yaml':
            'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: db}\nspec: {maxUnavailable: 0, selector: {matchLabels: {app: db}}}\n',
        }),
      },
    ],
  },
  (seen, { workloads, policies }) => {
    const details = seen.details ?? {};
    const selector = Object.fromEntries(
      Object.entries(details).flatMap(([key, value]) =>
        key.startsWith('label:') ? [[key.slice(6), value]] : [],
      ),
    );
    const workload = workloads.find(
      (candidate) =>
        candidate.service !== '' &&
        candidate.platform === 'kubernetes' &&
        selects(selector, candidate.labels),
    );
    if (!workload) return false;
    const { atLeast, atMost, name } = details;
    const isScaled = policies.some(
      (policy) => policy.kind === 'autoscaler' && policy.target === workload.name,
    );
    const forbids =
      atMost === '0' || atMost === '0%'
        ? `maxUnavailable ${atMost}`
        : atLeast === '100%'
          ? 'minAvailable 100%'
          : !isScaled &&
              workload.replicas !== undefined &&
              workload.replicas > 0 &&
              Number(atLeast) >= workload.replicas
            ? `minAvailable ${atLeast} of ${workload.replicas} replicas`
            : undefined;
    return forbids === undefined
      ? false
      : {
          ...matchIn(seen, workload.service),
          text: `the disruption budget ${name} lets no pod of ${workload.name} go, so no node can be drained (${forbids})`,
        };
  },
);
