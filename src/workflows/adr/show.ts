import type { Root } from 'mdast';
import { placedRecordMeant } from '../../documents/adr/reference.js';
import { formatOf } from '../../documents/adr/outline.js';
import type { TextFormat } from '../../documents/adr/outline.js';
import { filterLogs } from '../../documents/adr/filter.js';
import type { AdrLog, AdrRecord } from '../../documents/adr/record.js';
import { parseMarkdown } from '../../documents/markdown/parse.js';
import { openLogRoot } from './open-log.js';
import { readLogs } from './read-logs.js';

/** How another record stands to the one that is shown, in the other's words. */
export interface Backlink {
  readonly kind: string;
  readonly path: string;
  readonly id: string;
  readonly title: string;
}

/** A link of the record, with the record that it leads to where there is one. */
export interface ShownLink {
  readonly kind: string;
  readonly target: string;
  readonly text: string;
  readonly id: string | null;
  readonly title: string | null;
}

export interface ShownRecord {
  readonly log: string;
  readonly record: AdrRecord;
  readonly links: readonly ShownLink[];
  readonly linkedFrom: readonly Backlink[];
  readonly format: TextFormat;
  readonly text: string;
  /** The text's tree, of Markdown only. */
  readonly tree: Root | undefined;
}

/**
 * One record by number, id, slug, title or path.
 * @throws InputError when none or several are meant.
 */
export async function showAdr(options: {
  readonly path: string;
  readonly folder?: string;
  readonly logs?: readonly string[];
  readonly reference: string;
}): Promise<ShownRecord> {
  const { scanned, configured } = await openLogRoot(options);
  try {
    const { logs: all } = await readLogs(scanned, configured);
    const logs = filterLogs(all, options.logs ? { logs: options.logs } : {});
    const { log, record } = placedRecordMeant(options.reference, logs);
    const source = await scanned.view.read(record.path);
    const text = source?.text ?? '';
    const format = formatOf(record.path);
    return {
      log: log.path,
      record,
      links: record.links.map((link) => withRecord(link, all)),
      linkedFrom: backlinks(all, record),
      format,
      text,
      tree: format === 'markdown' ? parseMarkdown(text) : undefined,
    };
  } finally {
    await scanned.close();
  }
}

function withRecord(link: AdrRecord['links'][number], logs: readonly AdrLog[]): ShownLink {
  for (const { records } of logs) {
    const found = records.find(({ path }) => path === link.target);
    if (found) return { ...link, id: found.id, title: found.title };
  }
  return { ...link, id: null, title: null };
}

function backlinks(logs: readonly AdrLog[], shown: AdrRecord): readonly Backlink[] {
  return logs.flatMap(({ records }) =>
    records.flatMap(({ path, id, title, links }) =>
      path === shown.path
        ? []
        : links.filter(({ target }) => target === shown.path).map(({ kind }) => ({ kind, path, id, title })),
    ),
  );
}
