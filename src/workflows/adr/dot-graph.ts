import { linkTarget } from '../../documents/adr/edit/add-link.js';
import type { ReadRecord } from '../../documents/adr/read-record.js';
import { nameOf } from '../../documents/adr/reference.js';
import { openOneLog } from './open-log.js';
import type { LogPlace } from './open-log.js';

/** How nodes link to documents. */
export interface GraphOptions {
  readonly prefix: string;
  /** With its dot: `.html`. */
  readonly extension: string;
}

/**
 * The log as a graph in the DOT language, in the layout of adr-tools: a node for each record, dotted edges in the order of the log, an edge
 * for each link but the passive ones ("… by"), which say the same from the other side. Unlike adr-tools only records that are there are
 * nodes, and quotes in titles are escaped.
 */
export async function dotGraph(place: LogPlace, options: GraphOptions): Promise<string> {
  const { scanned, chosen } = await openOneLog(place);
  await scanned.close();
  const { records } = chosen;
  const lines = ['digraph {', '  node [shape=plaintext];', '  subgraph {'];
  for (const [index, read] of records.entries()) {
    const url = `${options.prefix}${nameOf(read.record.path)}${options.extension}`;
    lines.push(`    ${node(read)} [label=${quoted(linkTarget(read).heading)}; URL=${quoted(url)}];`);
    const before = records[index - 1];
    if (before) lines.push(`    ${node(before)} -> ${node(read)} [style="dotted", weight=1];`);
  }
  lines.push('  }');
  for (const read of records)
    for (const { start, target, kind } of read.links) {
      const other = records.find(({ record }) => record.path === target);
      if (other === undefined || kind === '' || kind.endsWith(' by')) continue;
      lines.push(
        `  ${node(read)} -> ${node(other)} [label=${quoted(wordsBefore(read, start) || kind)}, weight=0]`,
      );
    }
  return [...lines, '}'].join('\n');
}

/** `_7`; a name of letters and digits where the record has no number of its own. */
function node({ record }: ReadRecord): string {
  const plain = record.number !== null && /^\D*\d+$/.test(record.id);
  return `_${plain ? record.number : record.id.replaceAll(/[^A-Za-z0-9]/g, '_')}`;
}

/** What is written before a link on its line: `Supercedes`. */
function wordsBefore({ outline }: ReadRecord, start: number): string {
  const line = outline.lines.find((candidate) => candidate.start <= start && start <= candidate.end);
  if (line === undefined) return '';
  const words = line.text
    .slice(0, start - line.start)
    .replace(/^\s*(?:[-*+>]\s+)*/, '')
    .trim();
  return /^[\p{Letter} -]{2,40}$/u.test(words) ? words : '';
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
