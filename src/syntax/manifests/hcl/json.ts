import type { SourceText } from '../../../model/source-text.js';
import { parseYaml, type YamlValue } from '../../yaml.js';
import { parseHclTemplate } from './parse.js';
import { unknownValue, type HclAttribute, type HclBlock, type HclBody, type HclValue } from './value.js';

/** Deeper nesting is passed over. */
const deepest = 64;

/** How many labels stand before the body of a block, by its type; others have none. */
const labelCounts: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  ephemeral: 2,
  module: 1,
  variable: 1,
  output: 1,
  provider: 1,
  check: 1,
};

const empty: HclBody = { attributes: new Map(), blocks: [] };

/**
 * Parses Terraform written as JSON (`*.tf.json`). Only the schema of a provider tells a nested block from an attribute that is a map, so inside
 * of blocks a map is both, and so is each map of a list.
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function parseHclJson(source: SourceText): HclBody {
  const root = parseYaml(source).documents[0]?.root;
  if (!root?.isMap) return empty;
  return { attributes: new Map(), blocks: root.entries.flatMap(([type, value]) => blocksIn(type, value)) };
}

/** The blocks of a type at the top: `{"resource": {"aws_lb": {"main": {…}}}}`; each level may be a list too. */
function blocksIn(type: string, value: YamlValue): readonly HclBlock[] {
  const labelled = (part: YamlValue, labels: readonly string[], left: number): readonly HclBlock[] => {
    if (part.isSequence) return part.items.flatMap((item) => labelled(item, labels, left));
    if (!part.isMap) return [];
    if (left === 0) return [{ type, labels, ...bodyOf(part, 0), span: part.span }];
    return part.entries.flatMap(([label, inner]) => labelled(inner, [...labels, label], left - 1));
  };
  return labelled(value, [], labelCounts[type] ?? 0);
}

function bodyOf(map: YamlValue, depth: number): HclBody {
  const attributes = new Map<string, HclAttribute>();
  const blocks: HclBlock[] = [];
  for (const [name, value] of depth > deepest ? [] : map.entries) {
    attributes.set(name, { value: valueOf(value, depth + 1), span: value.span });
    blocks.push(...nestedBlocks(name, value, depth));
  }
  return { attributes, blocks };
}

/** `"dynamic": {"setting": {"content": {…}}}` has a label as at the top. */
function nestedBlocks(name: string, value: YamlValue, depth: number): readonly HclBlock[] {
  const maps = (value.isSequence ? value.items : [value]).filter(({ isMap }) => isMap);
  const block = (type: string, labels: readonly string[], map: YamlValue): HclBlock => ({
    type,
    labels,
    ...bodyOf(map, depth + 1),
    span: map.span,
  });
  if (name !== 'dynamic') return maps.map((map) => block(name, [], map));
  return maps.flatMap(({ entries }) => entries.map(([label, inner]) => block(name, [label], inner)));
}

function valueOf(value: YamlValue, depth: number): HclValue {
  if (depth > deepest) return unknownValue;
  if (value.isSequence) return { kind: 'list', items: value.items.map((item) => valueOf(item, depth + 1)) };
  if (value.isMap) {
    const entries = value.entries.map(([key, inner]): [string, HclAttribute] => [
      key,
      { value: valueOf(inner, depth + 1), span: inner.span },
    ]);
    return { kind: 'map', entries: new Map(entries), span: value.span };
  }
  return value.text === undefined ? unknownValue : parseHclTemplate(value.text);
}
