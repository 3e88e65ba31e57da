import type { SourceText } from '../../model/source-text.js';
import { parseYaml } from '../yaml.js';
import type { YamlValue } from '../yaml.js';
import type { WrittenSetting } from './properties.js';

const deepest = 20;
const mostSettings = 20_000;

/** The documents of a YAML or JSON file, each with its settings: keys within each other with dots between them. */
export function readFlatYaml(source: SourceText): readonly (readonly WrittenSetting[])[] {
  return parseYaml(source).documents.map(({ root }) => flatten(root));
}

/** The settings in a value; lists of plain values are one text with commas. */
export function flatten(root: YamlValue, prefix = ''): readonly WrittenSetting[] {
  const settings: WrittenSetting[] = [];
  const walk = (value: YamlValue, key: string, depth: number): void => {
    if (depth > deepest || settings.length > mostSettings) return;
    if (value.isMap)
      for (const [name, child] of value.entries)
        // Rails' settings may have symbols as keys: `:concurrency: 5`.
        walk(child, key === '' ? name.replace(/^:/, '') : `${key}.${name.replace(/^:/, '')}`, depth + 1);
    else if (value.isSequence) {
      const texts = value.items.flatMap((item) => item.text ?? []);
      if (texts.length > 0) settings.push({ key, value: texts.join(','), span: value.span });
      for (const [index, item] of value.items.entries())
        if (item.isMap) walk(item, `${key}[${index}]`, depth + 1);
    } else if (key !== '') settings.push({ key, value: value.text ?? '', span: value.span });
  };
  walk(root, prefix, 0);
  return settings;
}
