import type { KubernetesObject } from '../../../syntax/manifests/kubernetes.js';
import { podTemplateOf } from '../../../syntax/manifests/kubernetes.js';
import { selects } from '../../../model/platform-policy.js';
import type { Recogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { deployedService, foreignDeployment } from './manifest-examples.js';
import { matchIn, ownWorkload } from './workload-by-name.js';

const safe = 'rolling-update-safe';
const recreate = 'recreate-strategy';

function isDeployment({ apiVersion, kind }: KubernetesObject): boolean {
  return kind === 'Deployment' && apiVersion === 'apps/v1';
}

const rolling: Recogniser = {
  in: 'kubernetes',
  sighting: safe,
  words: /maxUnavailable/,
  *see(object) {
    if (!isDeployment(object) && object.kind !== 'Rollout') return;
    const parts =
      object.kind === 'Rollout'
        ? object.root.at('spec', 'strategy', 'canary')
        : object.root.at('spec', 'strategy', 'rollingUpdate');
    const unavailable = parts.get('maxUnavailable');
    const text = unavailable.text;
    if (text === undefined) return;
    yield {
      span: parts.span,
      text:
        Number.parseFloat(text) === 0
          ? `${object.kind} ${object.name} takes no instance away before a new one is ready (maxUnavailable ${text})`
          : `${object.kind} ${object.name} takes at most ${text} of its instances away during a release`,
      confidence: 'high',
      details: { kind: object.kind, name: object.name, unavailable: text },
    };
  },
};

/** The limit of instances that may be away at once, as a share of all. */
function share(text: string, replicas: number | undefined): number | undefined {
  const number = Number.parseFloat(text);
  if (Number.isNaN(number)) return undefined;
  if (text.endsWith('%')) return number / 100;
  if (number === 0) return 0;
  return replicas === undefined ? undefined : number / replicas;
}

export const rollingUpdateSafe = sightedSignal(
  {
    id: safe,
    question: 'partial-failure',
    stance: 'supports',
    meaning: 'A release leaves enough instances to serve.',
    recognition:
      'The rolling update of a workload of this repository says how many instances may be away, and that is none, or at most half of them.',
    guards: [
      'The default of the platform is not named.',
      'A number without a known count of replicas, and more than half of them, are none.',
    ],
    recognisers: [rolling],
    seen: [
      {
        title: 'none is taken away first',
        files: deployedService(
          'replicas: 3\nstrategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}',
        ),
      },
      {
        title: 'a quarter',
        files: deployedService('replicas: 4\nstrategy: {rollingUpdate: {maxUnavailable: 25%}}'),
      },
    ],
    unseen: [
      {
        title: 'the only one',
        files: deployedService('replicas: 1\nstrategy: {rollingUpdate: {maxUnavailable: 1}}'),
      },
      {
        title: 'all of them',
        files: deployedService('replicas: 3\nstrategy: {rollingUpdate: {maxUnavailable: 100%}}'),
      },
      {
        title: 'a disruption budget',
        files: deployedService('replicas: 3', {
          'k8s/pdb.yaml':
            'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: app}\nspec: {maxUnavailable: 1, selector: {matchLabels: {app: app}}}\n',
        }),
      },
      {
        title: "someone else's image",
        files: deployedService('replicas: 3', {
          'k8s/db.yaml': foreignDeployment('strategy: {rollingUpdate: {maxUnavailable: 0}}'),
        }),
      },
    ],
  },
  (sighting, facts) => {
    const workload = ownWorkload(sighting, facts);
    const part = share(sighting.details?.['unavailable'] ?? '', workload?.replicas);
    return workload !== undefined && part !== undefined && part <= 0.5
      ? matchIn(sighting, workload.service)
      : false;
  },
);

const recreated: Recogniser = {
  in: 'kubernetes',
  sighting: recreate,
  words: /Recreate/,
  *see(object) {
    const type = object.root.at('spec', 'strategy', 'type');
    if (!isDeployment(object) || type.text !== 'Recreate') return;
    const volumes = podTemplateOf(object)?.at('spec', 'volumes').items ?? [];
    // Two pods may not hold the volume at once: the strategy is the lesser evil.
    if (volumes.some((volume) => volume.get('persistentVolumeClaim').isMap || volume.get('hostPath').isMap))
      return;
    yield {
      span: object.root.at('spec', 'strategy').span,
      text: `each release of ${object.name} stops all instances before the first new one starts (Recreate)`,
      confidence: 'high',
      details: { kind: object.kind, name: object.name },
    };
  },
};

export const recreateStrategy = sightedSignal(
  {
    id: recreate,
    question: 'partial-failure',
    stance: 'contradicts',
    meaning: 'Each release is an outage.',
    recognition:
      'A Deployment of this repository that takes traffic through a Service has the strategy Recreate.',
    guards: [
      'Third-party images and workloads without a Service do not count.',
      'With a volume claim or a path of the host it is deliberate: two pods may not hold it at once.',
    ],
    recognisers: [recreated],
    seen: [{ title: 'a service', files: deployedService('replicas: 3\nstrategy: {type: Recreate}') }],
    unseen: [
      {
        title: 'with a volume claim',
        files: deployedService(
          'strategy: {type: Recreate}',
          {},
          'volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]',
        ),
      },
      {
        title: 'without a Service',
        files: deployedService('strategy: {type: Recreate}', { 'k8s/service.yaml': '' }),
      },
      {
        title: "someone else's image",
        files: deployedService('', { 'k8s/db.yaml': foreignDeployment('strategy: {type: Recreate}') }),
      },
      { title: 'rolling', files: deployedService('strategy: {type: RollingUpdate} # not Recreate') },
    ],
  },
  (sighting, facts) => {
    const workload = ownWorkload(sighting, facts);
    if (!workload) return false;
    const isServed = facts.policies.some(
      (policy) => policy.kind === 'traffic' && selects(policy.selector, workload.labels),
    );
    return isServed ? matchIn(sighting, workload.service) : false;
  },
);
