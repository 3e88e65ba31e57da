import type { Root } from 'mdast';
import { adrJson, statusDress } from './adr-log.js';
import type { ReportedAdr } from './adr-log.js';
import type { JsonValue } from './json.js';
import { printable, printableLine } from './printable.js';
import { markdownPage } from './text/markdown-page.js';
import type { Style } from './text/style.js';
import { table } from './text/table.js';
import type { Cell } from './text/table.js';

/** One record with everything around it. */
export interface ReportedRecord {
  readonly log: string;
  readonly record: ReportedAdr;
  readonly links: readonly {
    readonly kind: string;
    readonly target: string;
    readonly text: string;
    readonly id: string | null;
    readonly title: string | null;
  }[];
  readonly linkedFrom: readonly {
    readonly kind: string;
    readonly path: string;
    readonly id: string;
    readonly title: string;
  }[];
  readonly text: string;
  /** Of Markdown only. */
  readonly tree: Root | undefined;
}

/** The record as in `adr list --json`, with the records that link to it and its text. */
export function toAdrRecordJson(shown: ReportedRecord): JsonValue {
  return {
    log: shown.log,
    ...adrJson(shown.record),
    linkedFrom: shown.linkedFrom.map((link) => ({ ...link })),
    text: shown.text,
  };
}

/** What is known of the record in a few lines, and below it the record itself, readable on a terminal. */
export function toAdrRecordText(shown: ReportedRecord, style: Style, width: number): string {
  const body =
    shown.tree === undefined ? printable(shown.text.trimEnd()) : markdownPage(shown.tree, style, width);
  return [...facts(shown, style, width), style.dim('─'.repeat(Math.min(width, 72))), '', body].join('\n');
}

function facts(
  { record, links, linkedFrom }: ReportedRecord,
  style: Style,
  width: number,
): readonly string[] {
  const rows: (readonly (Cell | string)[])[] = [];
  const row = (name: string, value: string, dress?: (text: string) => string): void => {
    if (value !== '') rows.push([{ text: name, dress: style.dim }, dress ? { text: value, dress } : value]);
  };
  const status =
    record.statusText !== null && isMore(record.statusText, record.status) ? ` (${record.statusText})` : '';
  row('Status', `${record.status ?? '–'}${status}`, statusDress(record.status, style));
  row(
    'Date',
    record.date === null ? '–' : `${record.date}${record.dateSource === 'git' ? ' (from git)' : ''}`,
  );
  row('Deciders', record.deciders.join(', '));
  row('Consulted', record.consulted.join(', '));
  row('Informed', record.informed.join(', '));
  row('Author', record.authors.join(', ') + (record.authorSource === 'git' ? ' (from git)' : ''));
  row('Tags', record.tags.join(', '));
  for (const { kind, target, text, id, title } of links)
    row(
      sentence(kind || 'links to'),
      id === null ? `${text} (${target})` : `${id}  ${title ?? ''}  ${target}`,
    );
  for (const { kind, path, id, title } of linkedFrom)
    row('Linked from', `${id}  ${title}  ${path}${kind === '' ? '' : ` (${kind})`}`);
  row('File', record.path);
  for (const problem of record.problems) row('Problem', problem, style.warn);
  return [
    `${style.bold(printableLine(record.id))}  ${style.bold(printableLine(record.title))}`,
    ...table(rows, 2, width),
  ];
}

/** Whether the words of the status say more than its name. */
const isMore = (text: string, status: string | null): boolean =>
  text.toLowerCase().replace(/\W+$/, '') !== status && text.length <= 100;

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
