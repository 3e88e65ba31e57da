import { parse, stringify } from 'yaml';
import { formatGo, goValue, type GoFunction, type GoValue } from '../values.js';

function plain(value: GoValue): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]));
  return typeof value === 'function' ? null : (value ?? null);
}

function toYaml(value: GoValue): string {
  return stringify(plain(value), { sortMapEntries: true, indentSeq: false, lineWidth: 0 }).replace(/\n$/, '');
}

function fromYaml(text: GoValue): GoValue {
  try {
    return goValue(parse(formatGo(text), { maxAliasCount: 100, logLevel: 'silent' }));
  } catch {
    return new Map();
  }
}

/** YAML and JSON. Source: https://helm.sh/docs/chart_template_guide/function_list/#type-conversion-functions */
export const serialization: Readonly<Record<string, GoFunction>> = {
  toYaml: ([value]) => toYaml(value),
  toYamlPretty: ([value]) => toYaml(value),
  fromYaml: ([text]) => fromYaml(text),
  fromYamlArray: ([text]) => fromYaml(text),
  toJson: ([value]) => JSON.stringify(plain(value)),
  toRawJson: ([value]) => JSON.stringify(plain(value)),
  toPrettyJson: ([value]) => JSON.stringify(plain(value), undefined, 2),
  fromJson: ([text]) => fromYaml(text),
  fromJsonArray: ([text]) => fromYaml(text),
  html: ([value]) => formatGo(value).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`),
};
