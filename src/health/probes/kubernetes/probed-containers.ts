import type { Confidence } from '../../../model/confidence.js';
import type { ProbeTarget } from '../../../model/probe.js';
import { podTemplateOf } from '../../../syntax/manifests/kubernetes.js';
import type { ManifestValue } from '../../../syntax/manifests/manifest-value.js';

/** A container that the kubelet probes, with the workload that runs it. */
export interface ProbedContainer {
  readonly container: ManifestValue;
  readonly target: ProbeTarget;
  readonly confidence: Confidence;
}

/** An object of a manifest, as it is written or as patches make it. */
export interface ProbedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly root: ManifestValue;
}

/** The containers of an object's pod template that may have probes; none for `helm.sh/hook: test` pods. */
export function probedContainers(object: ProbedObject): readonly ProbedContainer[] {
  if (isHelmTest(object)) return [];
  const known = podTemplateOf(object);
  const template = known ?? object.root.at('spec', 'template');
  const pod = template.get('spec');
  const sidecars = pod
    .get('initContainers')
    .items.filter((one) => one.get('restartPolicy').text === 'Always');
  return [...sidecars, ...pod.get('containers').items].map((container) => {
    const name = container.get('name').text;
    const image = container.get('image').text;
    return {
      container,
      target: {
        kind: object.kind,
        name: object.name,
        ...(name !== undefined && { container: name }),
        // A chart whose image comes from the command line writes `:`.
        ...(image !== undefined && /\w/.test(image) && { image }),
      },
      confidence: known ? 'high' : 'medium',
    };
  });
}

/** Source: https://helm.sh/docs/topics/chart_tests/ (`test-success` is the older spelling). */
function isHelmTest(object: ProbedObject): boolean {
  const hooks = object.root.at('metadata', 'annotations').get('helm.sh/hook').text ?? '';
  return hooks.split(',').some((hook) => /^\s*test(-success|-failure)?\s*$/.test(hook));
}
