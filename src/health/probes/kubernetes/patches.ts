import type { Skipped } from '../../../model/skipped.js';
import type { SourceText } from '../../../model/source-text.js';
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
