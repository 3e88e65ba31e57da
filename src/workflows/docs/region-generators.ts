import { posix } from 'node:path';
import { filterLogs } from '../../documents/adr/filter.js';
import { graphOf } from '../../documents/adr/graph.js';
import { indexOf } from '../../documents/adr/index-table.js';
import type { IndexStyle } from '../../documents/adr/index-table.js';
import type { AdrLog } from '../../documents/adr/record.js';
import type { Region, RegionContent } from '../../documents/markdown/regions.js';

type Attributes = Region['attributes'];

/** What generates one kind of region. */
type Generator = (attributes: Attributes, logs: readonly AdrLog[], file: string) => string;

const generators: Readonly<Record<string, Generator>> = {
  'adr-index': (attributes, logs, file) =>
    indexOf(
      logs,
      attributes['style'] === 'list' ? ('list' satisfies IndexStyle) : 'table',
      posix.dirname(file),
    ),
  'adr-graph': (attributes, logs, file) => {
    const format = attributes['format'] === 'dot' ? 'dot' : 'mermaid';
    return `\`\`\`${format}\n${graphOf(logs, format, posix.dirname(file))}\n\`\`\``;
  },
};

/** The kinds of regions that can be generated. */
export const regionKinds: readonly string[] = Object.keys(generators);

/**
 * What a region shall hold.
 * @param logs all of the repository; the region is about those that `log=` names, else the one in whose folder its file lies, else all.
 * @returns a sentence when it cannot be said.
 */
export function contentFor(
  id: string,
  attributes: Attributes,
  file: string,
  logs: readonly AdrLog[],
): RegionContent | string {
  const [kind = ''] = id.split('.', 1);
  const generate = generators[kind];
  if (generate === undefined) return `lintel knows no region "${kind}"; there are ${regionKinds.join(', ')}`;
  const chosen = logsFor(attributes, file, logs);
  if (chosen.length === 0)
    return attributes['log'] === undefined
      ? 'there are no decision records'
      : `there is no decision log ${attributes['log']}`;
  const content = generate(attributes, chosen, file);
  return { id, attributes, content, source: content };
}

function logsFor(attributes: Attributes, file: string, logs: readonly AdrLog[]): readonly AdrLog[] {
  const named = attributes['log'];
  if (named !== undefined) return filterLogs(logs, { logs: named.split(',') });
  const own = logs.filter(({ path }) => path === posix.dirname(file));
  return own.length > 0 ? own : logs;
}
