import type { Skipped } from '../../../model/skipped.js';
import type { SourceText } from '../../../model/source-text.js';
import type { KubernetesObject } from '../../../syntax/manifests/kubernetes.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { YamlValue } from '../../../syntax/yaml.js';

/** Says of patches of probes where they are: what they change is written elsewhere, so that no whole probe can be read from them. */
function skipOf(patch: YamlValue, detail: string): Skipped {
  return { file: patch.span.file, line: patch.span.line, reason: 'unsupported-syntax', detail };
}

/** A file with JSON patches (RFC 6902) of probes; nothing for other files. */
export function jsonPatches(source: SourceText, word: RegExp): readonly Skipped[] {
  if (!/\bop"?\s*:/.test(source.text)) return [];
  return parseYaml(source)
    .documents.flatMap(({ root }) => root.items)
    .flatMap((operation) => {
      const path = operation.get('path').text ?? '';
      return operation.get('op').exists && word.test(path)
        ? [skipOf(operation, `JSON patch of ${path}`)]
        : [];
    });
}

/** Patches that a kustomization holds as text. Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/ */
export function inlinePatches(object: KubernetesObject, word: RegExp): readonly Skipped[] {
  if (!object.apiVersion.startsWith('kustomize.config.k8s.io/')) return [];
  return ['patches', 'patchesStrategicMerge', 'patchesJson6902']
    .flatMap((key) => object.root.get(key).items)
    .flatMap((item) => {
      const text = item.get('patch').text ?? item.text ?? '';
      return word.test(text) ? [skipOf(item, 'patch of a probe inside a kustomization')] : [];
    });
}
