import type { Nodes } from 'mdast';
import { posix } from 'node:path';
import { formatOf } from '../adr/outline.js';
import type { AdrLog, AdrRecord } from '../adr/record.js';
import { parseMarkdown } from '../markdown/parse.js';
import { graphSvg } from './graph-svg.js';
import { escapeHtml } from './html.js';
import { indexPage, recordPage, statusClass } from './pages.js';
import type { SiteParts, SiteRecord } from './pages.js';
import { recordHtml } from './record-html.js';

/** A file of the site. */
export interface SiteFile {
  readonly path: string;
  readonly text: string;
}

/**
 * A static site of some logs: `index.html` and a page for each record. It needs no server and no network, and the same records give the
 * same bytes.
 * @param texts of the records, by path.
 */
export function buildSite(
  parts: SiteParts,
  logs: readonly AdrLog[],
  texts: ReadonlyMap<string, string>,
): readonly SiteFile[] {
  const pages = pageNames(logs.flatMap(({ records }) => records));
  const records = logs.flatMap((log) =>
    log.records.map((record) => siteRecord(record, log, logs, texts.get(record.path) ?? '', pages)),
  );
  const graph = graphSvg(
    logs,
    (record) => `records/${encodeURIComponent(pages.get(record.path) ?? '')}`,
    statusClass,
  );
  return [
    { path: 'index.html', text: indexPage(parts, records, logs, graph) },
    ...records.map((entry, index) => ({
      path: `records/${entry.page}`,
      text: recordPage(parts, entry, records[index - 1], records[index + 1]),
    })),
  ];
}

/** Names of pages: those of the files, told apart by the folder where two are the same. */
function pageNames(records: readonly AdrRecord[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { path } of records) {
    const stem = path.replace(/\.\w+$/, '').split('/');
    const generic = /^(readme|index|adr|decision|record)$/i.test(stem.at(-1) ?? '');
    let parts = generic ? 2 : 1;
    let name = '';
    do {
      name = `${stem
        .slice(-parts)
        .join('-')
        .replaceAll(/[\p{Cc}\\:*?"<>|]/gu, '-')}.html`;
      parts += 1;
    } while (taken.has(name.toLowerCase()) && parts <= stem.length);
    while (taken.has(name.toLowerCase())) name = `_${name}`;
    taken.add(name.toLowerCase());
    names.set(path, name);
  }
  return names;
}

function siteRecord(
  record: AdrRecord,
  log: AdrLog,
  logs: readonly AdrLog[],
  text: string,
  pages: ReadonlyMap<string, string>,
): SiteRecord {
  const all = logs.flatMap(({ records }) => records);
  const labelOf = (path: string): string | undefined => {
    const found = all.find((other) => other.path === path);
    return found && `${found.id}: ${found.title}`;
  };
  const pageOf = (path: string): string | undefined => {
    const name = pages.get(path);
    return name === undefined ? undefined : encodeURIComponent(name);
  };
  const isMarkdown = formatOf(record.path) === 'markdown';
  const tree = isMarkdown ? parseMarkdown(text) : undefined;
  const resolve = (url: string): string | undefined => {
    const [file = '', anchor = ''] = url.split(/(?=#)/, 2);
    const target = pageOf(posix.normalize(posix.join(posix.dirname(record.path), decoded(file))));
    return target === undefined ? undefined : target + anchor;
  };
  return {
    record,
    log,
    page: pages.get(record.path) ?? '',
    html:
      tree === undefined
        ? `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>`
        : recordHtml(tree, resolve),
    text: (tree === undefined ? text : words(tree)).replaceAll(/\s+/g, ' ').trim(),
    links: record.links.map(({ kind, target, text: label }) => ({
      kind,
      label: labelOf(target) ?? label,
      href: pageOf(target) ?? (/^https?:/i.test(target) ? target : undefined),
    })),
    linkedFrom: all.flatMap((other) =>
      other.path === record.path
        ? []
        : other.links
            .filter(({ target }) => target === record.path)
            .map(({ kind }) => ({
              kind,
              label: `${other.id}: ${other.title}`,
              href: pageOf(other.path) ?? '',
            })),
    ),
  };
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** The running text of a tree, without code and HTML. */
function words(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  if (node.type === 'yaml' || node.type === 'html' || node.type === 'code') return '';
  if (!('children' in node)) return ' ';
  // The title counts for itself.
  if (node.type === 'heading' && node.depth === 1) return '';
  const between = ['paragraph', 'heading', 'tableCell', 'listItem', 'root'].includes(node.type) ? ' ' : '';
  return node.children.map(words).join('') + between;
}
