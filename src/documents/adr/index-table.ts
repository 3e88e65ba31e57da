import { posix } from 'node:path';
import type { AdrLog, AdrRecord } from './record.js';

export type IndexStyle = 'table' | 'list';

/**
 * The records of some logs as a Markdown table or list with links. Only what the records themselves say is in it, so that it does not
 * change by a commit.
 * @param from folder of the file that it stands in, relative to the root.
 */
export function indexOf(logs: readonly AdrLog[], style: IndexStyle, from: string): string {
  return logs
    .map((log) => {
      const body = style === 'table' ? tableOf(log, from) : listOf(log, from);
      return logs.length === 1 ? body : `**${escaped(log.path)}**\n\n${body}`;
    })
    .join('\n\n');
}

function listOf(log: AdrLog, from: string): string {
  return log.records
    .map((record) => {
      const status =
        record.status === null || record.status === 'accepted' ? '' : ` (${statusText(record, log, from)})`;
      return `- [${escaped(record.id)}: ${escaped(record.title)}](${address(from, record.path)})${status}`;
    })
    .join('\n');
}

/** A table with columns that no record fills left out. */
function tableOf(log: AdrLog, from: string): string {
  const tagged = log.records.some(({ tags }) => tags.length > 0);
  const dated = log.records.some(({ date }) => date !== null);
  const rows = [
    ['ID', 'Decision', 'Status', ...(dated ? ['Date'] : []), ...(tagged ? ['Tags'] : [])],
    ...log.records.map((record) => [
      `[${escaped(record.id)}](${address(from, record.path)})`,
      escaped(record.title),
      statusText(record, log, from),
      ...(dated ? [record.date ?? ''] : []),
      ...(tagged ? [escaped(record.tags.join(', '))] : []),
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(3, ...rows.map((row) => lengthOf(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - lengthOf(cell))).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

/** The state, with the record that took the place where one did. */
function statusText(record: AdrRecord, log: AdrLog, from: string): string {
  const status = escaped(record.status ?? '');
  const successors = record.links.filter(({ kind }) => kind === 'superseded by' || kind === 'replaced by');
  const names = successors.flatMap(({ target }) => {
    const found = log.records.find(({ path }) => path === target);
    return found === undefined ? [] : [`[${escaped(found.id)}](${address(from, found.path)})`];
  });
  return names.length === 0 ? status : `${status} by ${names.join(', ')}`;
}

/** A path as the address of a Markdown link. */
function address(from: string, path: string): string {
  return posix
    .relative(from, path)
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replaceAll(/[()']/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`),
    )
    .join('/');
}

/** Text in a table cell or link without markup of its own; what a word can hold anyway (`snake_case`) stays readable. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .replaceAll(/[\\`*[\]<>|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=[#\w]+;)/gu, (mark) => `\\${mark}`);
}

/** In characters, as editors count columns. */
const lengthOf = (text: string): number => Array.from(text).length;
