import type { KubernetesObject } from '../../../syntax/manifests/kubernetes.js';

/** The objects of a manifest, with those of OpenShift's `Template` objects in the place of these. */
export function objectsOfTemplates(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.flatMap((object) => {
    if (object.kind !== 'Template') return [object];
    return object.root.get('objects').items.flatMap((root): KubernetesObject[] => {
      const apiVersion = root.get('apiVersion').text;
      const kind = root.get('kind').text;
      if (apiVersion === undefined || kind === undefined) return [];
      const metadata = root.get('metadata');
      const name = metadata.get('name').text ?? '';
      return [{ apiVersion, kind, name, namespace: metadata.get('namespace').text, root }];
    });
  });
}
