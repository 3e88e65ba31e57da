import { podTemplateOf } from '../../../syntax/manifests/kubernetes.js';
import type { KubernetesRecogniser } from '../../recogniser.js';
import type { EvidenceSignal } from '../../signal.js';
import { sightedSignal } from '../../signal.js';
import { autoscaler, deployment, onKubernetes } from './examples.js';
import { isWritten, shapesOf, workloadShapes } from './workload-shapes.js';

const question = 'independent-scaling';

/** Parts of a node that are not data of the service: devices, sockets, settings, logs, what the node itself keeps. */
const partOfNode =
  /^\/(?:(?:dev|sys|proc|etc|lib|boot|usr|run|var\/run|var\/log)(?:\/|$)|$|var\/lib\/(?:docker|kubelet|containerd|containers|cni|rancher)(?:\/|$)|.*\.sock$)/;

const hostPaths: KubernetesRecogniser = {
  in: 'kubernetes',
  sighting: 'host-path-volume',
  words: /\bhostPath"?\s*:/,
  *see(object) {
    const pod = podTemplateOf(object)?.get('spec');
    if (!pod || !/^(?:Deployment|StatefulSet|ReplicaSet|Rollout)$/.test(object.kind)) return;
    for (const volume of pod.get('volumes').items) {
      const path = volume.at('hostPath', 'path').text;
      if (path === undefined || partOfNode.test(path) || !isWritten(pod, volume)) continue;
      yield {
        span: volume.get('hostPath').span,
        text: `${object.kind} ${object.name} writes to ${path} of whatever node it runs on, so that another instance does not find it`,
        confidence: 'high',
        details: { name: object.name, kind: object.kind },
      };
    }
  },
};

const onHost = (path: string, readOnly = ''): Readonly<Record<string, string>> =>
  onKubernetes(
    deployment({
      pod: `volumes: [{name: data, hostPath: {path: ${path}}}]\n`,
      container: `volumeMounts: [{name: data, mountPath: /data${readOnly}}]\n`,
    }),
  );

export const hostPathVolume = sightedSignal(
  {
    id: 'host-path-volume',
    question,
    stance: 'contradicts',
    meaning: 'Data lies on one node: instances on others do not find it, and it is gone with the node.',
    recognition:
      'A Deployment or StatefulSet of this repository mounts a directory of the node (`hostPath`) and can write to it.',
    guards: [
      'DaemonSets are there for the node.',
      'Devices, sockets, settings and logs of the node are not data of the service.',
      'What is mounted read-only loses nothing.',
    ],
    recognisers: [hostPaths],
    seen: [{ title: 'a directory of the node', files: onHost('/data/app') }],
    unseen: [
      { title: 'the socket of Docker', files: onHost('/var/run/docker.sock') },
      { title: 'the time zone of the node', files: onHost('/etc/localtime') },
      { title: 'read-only', files: onHost('/data/models', ', readOnly: true') },
      {
        title: 'a DaemonSet',
        files: onKubernetes(
          'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: app}\nspec:\n  template:\n    spec:\n      volumes: [{name: data, hostPath: {path: /data}}]\n      containers: [{name: app, image: app, volumeMounts: [{name: data, mountPath: /data}]}]\n',
        ),
      },
    ],
  },
  ({ details, span, text, confidence }, { workloads }) => {
    const owner = workloads.find(
      ({ name, kind, span: { file } }) =>
        name === details?.name && kind === details.kind && file === span.file,
    );
    return owner?.service ? { span, text, confidence, service: owner.service } : false;
  },
);

const claimKind = 'volume-claim';

/** Claims with the ways in which they may be mounted. Source: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes */
const claims: KubernetesRecogniser = {
  in: 'kubernetes',
  sighting: claimKind,
  words: /\bPersistentVolumeClaim\b/,
  *see(object) {
    const modes = object.root.at('spec', 'accessModes');
    if (object.kind !== 'PersistentVolumeClaim' || modes.items.length === 0) return;
    yield {
      span: modes.span,
      text: `PersistentVolumeClaim ${object.name}`,
      confidence: 'high',
      details: {
        name: object.name,
        isShareable: String(modes.items.some(({ text }) => !/^ReadWriteOnce(?:Pod)?$/.test(text ?? ''))),
      },
    };
  },
};

const claim = (mode: string): string =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec:\n  accessModes: [${mode}]\n`;

const withClaim = (replicas: number): string =>
  deployment({
    replicas,
    pod: 'volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]\n',
    container: 'volumeMounts: [{name: data, mountPath: /data}]\n',
  });

export const sharedVolumeNotShareable: EvidenceSignal = {
  id: 'shared-volume-not-shareable',
  question,
  stance: 'contradicts',
  meaning: 'Instances on another node cannot mount the volume, so that they never start.',
  recognition:
    'A Deployment of this repository with several replicas, or an autoscaler, mounts a volume claim whose only access mode is ReadWriteOnce or ReadWriteOncePod.',
  guards: [
    'One replica needs no more.',
    'Each pod of a StatefulSet has a claim of its own from a template.',
    'A claim of that name that may be shared in another environment is taken for the one that is used.',
  ],
  recognisers: [workloadShapes, claims],
  seen: [
    { title: 'three replicas', files: onKubernetes(withClaim(3), claim('ReadWriteOnce')) },
    { title: 'an autoscaler', files: onKubernetes(withClaim(1), claim('ReadWriteOnce'), autoscaler()) },
  ],
  unseen: [
    { title: 'one replica', files: onKubernetes(withClaim(1), claim('ReadWriteOnce')) },
    { title: 'a volume that may be shared', files: onKubernetes(withClaim(3), claim('ReadWriteMany')) },
    { title: 'a claim that stands elsewhere', files: onKubernetes(withClaim(3)) },
  ],
  detect: (facts) =>
    shapesOf(facts).flatMap(({ kind, name, replicas = 1, claims: used, workload, sighting }) => {
      const scaler = facts.policies.find(
        (policy) => policy.kind === 'autoscaler' && policy.target === name && (policy.maximum ?? 1) > 1,
      );
      if (!workload || kind === 'StatefulSet' || (replicas < 2 && !scaler)) return [];
      return used.flatMap((claimName) => {
        const known = facts.sightings.filter(
          (seen) => seen.kind === claimKind && seen.details?.name === claimName,
        );
        if (known.length === 0 || known.some(({ details }) => details?.isShareable !== 'false')) return [];
        return [
          {
            span: sighting.span,
            text: `${kind} ${name} ${replicas > 1 ? `has ${replicas} replicas` : 'can scale beyond one replica'}, and all mount the claim ${claimName}, which one node at a time can mount (${known[0]?.span.file ?? ''}:${known[0]?.span.line ?? 1})`,
            confidence: 'high' as const,
            service: workload.service,
          },
        ];
      });
    }),
};
