import type { InService } from '../../../model/service.js';
import type { Sighting } from '../../../model/sighting.js';
import type { Workload } from '../../../model/workload.js';
import { podTemplateOf } from '../../../syntax/manifests/kubernetes.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import type { EvidenceFacts } from '../../facts.js';
import type { KubernetesRecogniser } from '../../recogniser.js';

const sighting = 'workload-shape';

/** Kinds whose pods serve for long and can be multiplied. */
const scalable = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'Rollout', 'DeploymentConfig']);

/** What a Kubernetes workload asks for and mounts, as its manifest writes it; patches that repeat it are seen too. */
export const workloadShapes: KubernetesRecogniser = {
  in: 'kubernetes',
  sighting,
  words: /\bcontainers"?\s*:/,
  *see(object) {
    const pod = podTemplateOf(object)?.get('spec');
    if (!pod || !scalable.has(object.kind)) return;
    const containers = pod.get('containers').items;
    yield {
      span: object.root.get('spec').get('replicas').exists
        ? object.root.get('spec').get('replicas').span
        : object.root.get('metadata').span,
      text: `${object.kind} ${object.name}`,
      confidence: 'high',
      details: {
        kind: object.kind,
        name: object.name,
        replicas: object.root.at('spec', 'replicas').text ?? '',
        withoutCpu: namesOf(containers.filter((container) => !asksFor(container, 'cpu'))),
        withoutMemory: namesOf(containers.filter((container) => !asksFor(container, 'memory'))),
        claims: writtenClaims(pod).join(','),
      },
    };
  },
};

/** A limit without a request is the request. Source: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
function asksFor(container: YamlValue, resource: string): boolean {
  const resources = container.get('resources');
  return ['requests', 'limits'].some((part) => resources.at(part, resource).text !== undefined);
}

function namesOf(containers: readonly YamlValue[]): string {
  return containers.map((container) => container.get('name').text ?? '?').join(',');
}

/** Names of the volume claims that a container of the pod can write to. */
function writtenClaims(pod: YamlValue): readonly string[] {
  return pod
    .get('volumes')
    .items.filter((volume) => isWritten(pod, volume))
    .flatMap((volume) => volume.at('persistentVolumeClaim', 'claimName').text ?? []);
}

/** Whether a container mounts a volume without `readOnly`. */
export function isWritten(pod: YamlValue, volume: YamlValue): boolean {
  const name = volume.get('name').text;
  return pod
    .get('containers')
    .items.some((container) =>
      container
        .get('volumeMounts')
        .items.some((mount) => mount.get('name').text === name && mount.get('readOnly').boolean !== true),
    );
}

/** A workload as its manifest shapes it. */
export interface Shape {
  readonly sighting: InService<Sighting>;
  readonly kind: string;
  readonly name: string;
  readonly replicas: number | undefined;
  /** Containers that ask for none of it. */
  readonly without: { readonly cpu: readonly string[]; readonly memory: readonly string[] };
  readonly claims: readonly string[];
  /** The workload of this repository's own services that it is; undefined for products of others, and patches. */
  readonly workload: InService<Workload> | undefined;
}

/** The shapes of all Kubernetes workloads. */
export function shapesOf({ sightings, workloads }: EvidenceFacts): readonly Shape[] {
  return sightings.flatMap((seen) => {
    if (seen.kind !== sighting || !seen.details) return [];
    const { kind = '', name = '', replicas, withoutCpu, withoutMemory, claims } = seen.details;
    const workload = workloads.find(
      (candidate) =>
        candidate.kind === kind && candidate.name === name && candidate.span.file === seen.span.file,
    );
    return [
      {
        sighting: seen,
        kind,
        name,
        replicas: replicas ? Number(replicas) : undefined,
        without: { cpu: listed(withoutCpu), memory: listed(withoutMemory) },
        claims: listed(claims),
        workload: workload?.service ? workload : undefined,
      },
    ];
  });
}

function listed(text = ''): readonly string[] {
  return text === '' ? [] : text.split(',');
}
