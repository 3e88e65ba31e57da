import type { YamlValue } from '../../syntax/yaml.js';

/** Has the document what every object of Kubernetes has? */
export function isKubernetesObject(root: YamlValue): boolean {
  return root.get('apiVersion').text !== undefined && root.get('kind').text !== undefined;
}

/** Lists in lists are taken apart this deep. */
const deepest = 3;

/** The objects of a document: itself, or the items of a `List`. */
export function objectsOf(root: YamlValue, depth = 0): readonly YamlValue[] {
  if (!isKubernetesObject(root)) return [];
  const items = root.get('items');
  if (root.get('kind').text?.endsWith('List') !== true || !items.isSequence) return [root];
  return depth < deepest ? items.items.flatMap((item) => objectsOf(item, depth + 1)) : [];
}

/** The group of an `apiVersion` without its version: `monitoring.coreos.com`. */
export function groupOf(object: YamlValue): string {
  const written = object.get('apiVersion').text ?? '';
  return written.includes('/') ? written.slice(0, written.indexOf('/')) : '';
}

/** The kind of an object when it is of the API group (or of one below it); undefined otherwise. A kind alone says nothing. */
export function kindIn(object: YamlValue, group: string): string | undefined {
  const written = groupOf(object);
  return written === group || written.endsWith(`.${group}`) ? object.get('kind').text : undefined;
}

/** `metadata.name`. */
export function nameOf(object: YamlValue): string {
  return object.at('metadata', 'name').text ?? object.at('metadata', 'generateName').text ?? '';
}
