import type { Skipped } from '../../../model/skipped.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import type { XmlElement } from '../../../syntax/manifests/project-xml.js';
import { parseProjectXml } from '../../../syntax/manifests/project-xml.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { parseYaml } from '../../../syntax/yaml.js';

/**
 * A part of a changelog, the same whether it was written in XML, YAML or JSON: a change with its attributes, and what stands in it.
 * A list of YAML (`changes`, `columns`, `rollback`) is a node whose children are the items.
 */
export interface ChangelogNode {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly ChangelogNode[];
  readonly text: string;
  readonly span: SourceSpan;
}

/** The root of a changelog, or why there is none. */
export interface ParsedChangelog {
  readonly root: ChangelogNode | undefined;
  readonly skipped: readonly Skipped[];
}

/** Parses a changelog in XML, YAML or JSON by its extension; the root is `databaseChangeLog`. */
export function parseChangelog(source: SourceText): ParsedChangelog {
  return /\.xml$/i.test(source.path) ? parseXmlChangelog(source) : parseYamlChangelog(source);
}

function parseXmlChangelog(source: SourceText): ParsedChangelog {
  const skipped: Skipped[] = [];
  const element = parseProjectXml(source, ({ line, text }) =>
    skipped.push({ file: source.path, line, reason: 'parse-error', detail: text }),
  );
  if (!element)
    return {
      root: undefined,
      skipped:
        skipped.length > 0
          ? skipped
          : [{ file: source.path, reason: 'parse-error', detail: 'not well-formed XML' }],
    };
  return { root: element.name === 'databaseChangeLog' ? fromXml(element) : undefined, skipped };
}

function fromXml({ name, attributes, children, text, span }: XmlElement): ChangelogNode {
  return { name, attributes, children: children.map(fromXml), text, span };
}

function parseYamlChangelog(source: SourceText): ParsedChangelog {
  const { documents, skipped } = parseYaml(source);
  for (const { root } of documents) {
    const list = root.get('databaseChangeLog');
    if (list.exists) return { root: fromYaml('databaseChangeLog', list, 0), skipped };
  }
  return { root: undefined, skipped };
}

/** Deeper trees are no changelogs. */
const deepest = 40;

function fromYaml(name: string, value: YamlValue, depth: number): ChangelogNode {
  const { span } = value;
  const attributes = new Map<string, string>();
  const children: ChangelogNode[] = [];
  if (depth < deepest) {
    for (const [key, child] of value.entries) {
      if (child.text !== undefined) attributes.set(key, child.text);
      children.push(fromYaml(key, child, depth + 1));
    }
    for (const item of value.items) children.push(...itemNodes(name, item, depth));
  }
  return { name, attributes, children, text: value.text ?? '', span };
}

/** An item such as `- createTable: {…}` is a node of that name; a plain text is a node named after its list. */
function itemNodes(list: string, item: YamlValue, depth: number): readonly ChangelogNode[] {
  // `- sql:` with its attributes at the same depth: what was meant is plain.
  const [first, ...others] = item.entries;
  const isFlat = first?.[1].isNull === true || (first?.[0] === 'sql' && first[1].text !== undefined);
  if (first && isFlat && others.length > 0) return [fromYaml(first[0], item, depth + 1)];
  if (item.isMap) return item.entries.map(([key, child]) => fromYaml(key, child, depth + 1));
  return [fromYaml(list, item, depth + 1)];
}

/** The attribute, or the text of the child of that name (`<where>…</where>`, `selectQuery: …`). */
export function valueOf(node: ChangelogNode, name: string): string | undefined {
  const attribute = node.attributes.get(name);
  if (attribute !== undefined) return attribute;
  const child = node.children.find((candidate) => candidate.name === name);
  return child && child.children.length === 0 && child.text !== '' ? child.text : undefined;
}

/** The first child of a name. */
export function childOf(node: ChangelogNode, name: string): ChangelogNode | undefined {
  return node.children.find((child) => child.name === name);
}

/** Children of a name, also those in the list that YAML needs for them (`columns: [- column: …]`). */
export function childrenOf(node: ChangelogNode, name: string, list: string): readonly ChangelogNode[] {
  return node.children.flatMap((child) =>
    child.name === name
      ? [child]
      : child.name === list
        ? child.children.filter((item) => item.name === name)
        : [],
  );
}
