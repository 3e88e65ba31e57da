import { posix } from 'node:path';
import type { AdrLog, AdrRecord } from './record.js';
import { relationsOf } from './relations.js';

export type GraphFormat = 'dot' | 'mermaid';

/** What statuses look like: filled with text that can be read on it, on a light and on a dark page. */
const classes: Readonly<Record<string, string>> = {
  accepted: 'fill:#d3f2dc,stroke:#1a7f37,color:#0b3d1c',
  proposed: 'fill:#fff1c2,stroke:#9a6700,color:#4a3200',
  rejected: 'fill:#ffdcd7,stroke:#b3261e,color:#5c120d',
  superseded: 'fill:#e4e6ea,stroke:#6b7280,color:#3a4048,stroke-dasharray:4 3',
  other: 'fill:#dcebff,stroke:#2563a8,color:#12335c',
};

/**
 * The records and how they stand to each other, as a graph. Every relation is one edge, whichever of the two records says it.
 * @param from folder that the addresses of nodes are relative to (dot only).
 */
export function graphOf(logs: readonly AdrLog[], format: GraphFormat, from = '.'): string {
  const records = logs.flatMap((log) => log.records);
  const names = new Map(records.map((record, index) => [record.path, `r${index + 1}`]));
  const edges = relationsOf(logs).map(({ from: one, to, kind }) => ({
    from: names.get(one.path) ?? '',
    to: names.get(to.path) ?? '',
    kind,
  }));
  return format === 'dot' ? dot(logs, names, edges, from) : mermaid(logs, names, edges);
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
}

const classOf = (record: AdrRecord): string => {
  if (record.status === 'deprecated' || record.status === 'partly superseded') return 'superseded';
  return record.status !== null && record.status in classes ? record.status : 'other';
};

const labelOf = (record: AdrRecord): string => `${record.id}: ${record.title}`;

/** https://graphviz.org/doc/info/lang.html: in a quoted string only `"` is escaped, and a backslash before it stays one. */
function dot(
  logs: readonly AdrLog[],
  names: ReadonlyMap<string, string>,
  edges: readonly Edge[],
  from: string,
): string {
  const quote = (text: string): string =>
    `"${oneLine(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const node = (record: AdrRecord, indent: string): string => {
    const style = classes[classOf(record)] ?? '';
    const part = (name: string): string =>
      new RegExp(`(?:^|,)${name}:(#[0-9a-f]+)`).exec(style)?.[1] ?? '#000000';
    const dashed = style.includes('dasharray') ? ', style="rounded,filled,dashed"' : '';
    return `${indent}${names.get(record.path)} [label=${quote(labelOf(record))}, URL=${quote(posix.relative(from, record.path))}, fillcolor="${part('fill')}", color="${part('stroke')}", fontcolor="${part('color')}"${dashed}];`;
  };
  return [
    'digraph decisions {',
    '  rankdir=BT;',
    '  node [shape=box, style="rounded,filled", fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
    ...logs.flatMap((log, index) =>
      logs.length === 1
        ? log.records.map((record) => node(record, '  '))
        : [
            `  subgraph cluster_${index + 1} {`,
            `    label=${quote(log.path)};`,
            ...log.records.map((record) => node(record, '    ')),
            '  }',
          ],
    ),
    ...edges.map(({ from: one, to, kind }) => `  ${one} -> ${to} [label=${quote(kind)}];`),
    '}',
  ].join('\n');
}

/** https://mermaid.js.org/syntax/flowchart.html: texts in quotes, what steers the grammar as `#code;`. */
function mermaid(
  logs: readonly AdrLog[],
  names: ReadonlyMap<string, string>,
  edges: readonly Edge[],
): string {
  const quote = (text: string): string =>
    `"${oneLine(text).replaceAll(/["#<>&`\\;{}[\]|()]/g, (character) => `#${character.codePointAt(0)};`)}"`;
  const node = (record: AdrRecord, indent: string): string =>
    `${indent}${names.get(record.path)}[${quote(labelOf(record))}]:::${classOf(record)}`;
  const used = new Set(logs.flatMap((log) => log.records.map(classOf)));
  return [
    'flowchart BT',
    ...logs.flatMap((log, index) =>
      logs.length === 1
        ? log.records.map((record) => node(record, '  '))
        : [
            `  subgraph log${index + 1}[${quote(log.path)}]`,
            ...log.records.map((record) => node(record, '    ')),
            '  end',
          ],
    ),
    ...edges.map(({ from, to, kind }) => `  ${from} -->|${quote(kind)}| ${to}`),
    ...Object.entries(classes)
      .filter(([name]) => used.has(name))
      .map(([name, style]) => `  classDef ${name} ${style}`),
  ].join('\n');
}

const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
