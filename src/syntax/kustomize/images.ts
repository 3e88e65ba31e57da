import type { ManifestValue } from '../manifests/manifest-value.js';
import { PlacedValue } from '../manifests/placed-value.js';

/** Values nest not deeper in a workload. */
const deepest = 20;

/**
 * An object with the images that a kustomization names in the place of those that it means. It is no patch: nothing counts as touched.
 * Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/
 */
export function imageAfter(value: PlacedValue, images: readonly ManifestValue[], depth = 0): PlacedValue {
  if (depth > deepest) return value;
  if (value.isMap) {
    const entries = value.entries.map(([key, inner]) => {
      const isImage = key === 'image' && inner.text !== undefined;
      const after = isImage
        ? PlacedValue.scalar(renamedImage(inner.text ?? '', images), inner.span, inner.touched)
        : imageAfter(inner, images, depth + 1);
      return [key, after] as const;
    });
    return PlacedValue.map(new Map(entries), value.span, value.touched);
  }
  if (!value.isSequence) return value;
  const items = value.items.map((item) => imageAfter(item, images, depth + 1));
  return PlacedValue.list(items, value.span, value.touched);
}

function renamedImage(image: string, images: readonly ManifestValue[]): string {
  const parts = /^([^@]*?)(:[^:/@]*)?(@.*)?$/.exec(image);
  const [, name = image, tag = '', digest = ''] = parts ?? [];
  const said = images.find((one) => one.get('name').text === name);
  if (!said) return image;
  const newName = said.get('newName').text ?? name;
  const newDigest = said.get('digest').text;
  if (newDigest !== undefined) return `${newName}@${newDigest}`;
  const newTag = said.get('newTag').text;
  return newTag === undefined ? `${newName}${tag}${digest}` : `${newName}:${newTag}`;
}
