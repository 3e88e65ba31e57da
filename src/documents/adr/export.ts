import { posix } from 'node:path';
import { SourceText } from '../../model/source-text.js';
import { writeForLog4brains, writeIn } from './convert/dialects.js';
import { piecesOf } from './convert/pieces.js';
import { slugOf } from './file-name.js';
import { formatOf } from './outline.js';
import type { AdrLog, AdrRecord } from './record.js';

/** A file of an export. */
export interface ExportedFile {
  readonly path: string;
  readonly text: string;
}

/** Files, and the records that the other tool has no way to hold. */
export interface Export {
  readonly files: readonly ExportedFile[];
  readonly left: readonly { readonly path: string; readonly reason: string }[];
}

/** The texts of records by path. */
export type Texts = ReadonlyMap<string, string>;

/**
 * A workspace of Structurizr with the records as decisions (https://docs.structurizr.com/workspaces, `documentation.decisions`; fields as in
 * structurizr-core's Decision).
 */
export function toStructurizr(name: string, logs: readonly AdrLog[], texts: Texts): object {
  const ids = structurizrIds(logs.flatMap(({ records }) => records));
  const decisions = logs.flatMap(({ records }) =>
    records.map((record) => {
      const format = formatOf(record.path);
      const text = texts.get(record.path) ?? '';
      const links = record.links.flatMap(({ kind, target }) => {
        const id = ids.get(target);
        return id === undefined || target === record.path
          ? []
          : [{ id, description: kind === '' ? 'Links to' : capital(kind) }];
      });
      return {
        id: ids.get(record.path) ?? record.id,
        title: record.title,
        status: capital(record.status ?? 'proposed'),
        ...(record.date !== null && { date: `${record.date}T00:00:00Z` }),
        format: format === 'asciidoc' ? 'AsciiDoc' : 'Markdown',
        content: format === 'restructuredtext' ? fenced(text) : text,
        links: links.filter(({ id }, index) => links.findIndex((other) => other.id === id) === index),
      };
    }),
  );
  return { name, model: {}, documentation: { decisions }, views: {} };
}

const fenced = (text: string): string => `\`\`\`\`\n${text.trimEnd()}\n\`\`\`\`\n`;

/** Numbers where they are enough to tell records apart. */
function structurizrIds(records: readonly AdrRecord[]): ReadonlyMap<string, string> {
  const numbers = records.map(({ number }) => number);
  const unique = new Set(numbers).size === numbers.length && !numbers.includes(null);
  const ids = new Set(records.map(({ id }) => id)).size === records.length;
  return new Map(
    records.map((record) => [record.path, unique ? String(record.number) : ids ? record.id : record.path]),
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * A folder for Backstage's ADR plugin: MADR with front matter under names that its filter takes (four digits, a dash), and the annotation
 * that leads to it (backstage/community-plugins, adr-common).
 */
export function toBackstage(name: string, logs: readonly AdrLog[], texts: Texts): Export {
  const names = backstageNames(logs.flatMap(({ records }) => records));
  const { files, left } = exportEach(logs, texts, (record, source) => {
    const pieces = piecesOf(source);
    if (pieces === undefined) return undefined;
    const own = names.get(record.path) ?? posix.basename(record.path);
    return { path: `docs/adr/${own}`, text: withLinks(writeIn('madr', pieces), record, names) };
  });
  const catalog = [
    'apiVersion: backstage.io/v1alpha1',
    'kind: Component',
    'metadata:',
    `  name: ${slugOf(name)
      .replaceAll(/[^a-z0-9-]/g, '-')
      .slice(0, 63)}`,
    '  annotations:',
    '    backstage.io/adr-location: docs/adr',
    'spec:',
    '  type: service',
    '  lifecycle: production',
    '  owner: unknown',
    '',
  ].join('\n');
  return { files: [{ path: 'catalog-info.yaml', text: catalog }, ...files], left };
}

function backstageNames(records: readonly AdrRecord[]): ReadonlyMap<string, string> {
  const numbers = records.map(({ number }) => number);
  const unique = new Set(numbers).size === numbers.length && !numbers.includes(null);
  return new Map(
    records.map((record, index) => {
      const number = String(unique ? record.number : index + 1).padStart(4, '0');
      return [record.path, `${number.slice(-4)}-${slugOf(record.title)}.md`];
    }),
  );
}

/** Links between records follow their new names. */
function withLinks(text: string, record: AdrRecord, names: ReadonlyMap<string, string>): string {
  return text.replaceAll(
    /(\]\(\s*)([^()\s#]+\.(?:md|markdown))(?=[#)\s])/g,
    (whole, start: string, url: string) => {
      if (/^[a-z]+:/i.test(url)) return whole;
      const target = names.get(posix.normalize(posix.join(posix.dirname(record.path), decodedOf(url))));
      return target === undefined ? whole : start + encodeURI(target);
    },
  );
}

function decodedOf(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** Statuses that log4brains does not know, in its words; all others make it throw. */
const log4brainsStatuses: Readonly<Record<string, string>> = {
  'partly superseded': 'accepted',
  implemented: 'accepted',
  active: 'accepted',
  done: 'accepted',
  final: 'accepted',
};

/** A folder for log4brains: its configuration, the first log as that of the project, the others as packages. */
export function toLog4brains(name: string, logs: readonly AdrLog[], texts: Texts): Export {
  const folders = new Map(logs.map(({ path }, index) => [path, index === 0 ? 'docs/adr' : path]));
  const { files, left } = exportEach(logs, texts, (record, source, log) => {
    const pieces = piecesOf(source);
    if (pieces === undefined) return undefined;
    const inside = posix
      .relative(log.path, record.path)
      .replaceAll('/', '-')
      .replace(/\.(markdown|mdown)$/i, '.md');
    return {
      path: posix.join(folders.get(log.path) ?? 'docs/adr', inside),
      text: writeForLog4brains(pieces, log4brainsStatus(record, log)),
    };
  });
  const configuration = [
    'project:',
    `  name: ${JSON.stringify(name)}`,
    '  tz: Etc/UTC',
    '  adrFolder: ./docs/adr',
    ...(logs.length > 1 ? ['  packages:'] : []),
    ...logs
      .slice(1)
      .flatMap(({ path }) => [
        `    - name: ${JSON.stringify(slugOf(path))}`,
        `      path: ${JSON.stringify(`./${posix.dirname(path)}`)}`,
        `      adrFolder: ${JSON.stringify(`./${path}`)}`,
      ]),
    '',
  ].join('\n');
  return { files: [{ path: '.log4brains.yml', text: configuration }, ...files], left };
}

function log4brainsStatus(record: AdrRecord, log: AdrLog): string | undefined {
  const { status } = record;
  if (status === null) return undefined;
  if (status === 'superseded') {
    const target = record.links.find(({ kind }) => kind === 'superseded by')?.target;
    const found = log.records.find(({ path }) => path === target);
    if (found === undefined) return status;
    const stem = posix.basename(found.path).replace(/\.\w+$/, '');
    return `superseded by [${stem}](${encodeURI(posix.relative(posix.dirname(record.path), found.path))})`;
  }
  if (['draft', 'proposed', 'rejected', 'accepted', 'deprecated'].includes(status)) return status;
  return log4brainsStatuses[status] ?? 'proposed';
}

function exportEach(
  logs: readonly AdrLog[],
  texts: Texts,
  write: (record: AdrRecord, source: SourceText, log: AdrLog) => ExportedFile | undefined,
): { readonly files: ExportedFile[]; readonly left: { readonly path: string; readonly reason: string }[] } {
  const files: ExportedFile[] = [];
  const left: { path: string; reason: string }[] = [];
  for (const log of logs) {
    for (const record of log.records) {
      const text = texts.get(record.path);
      const isMarkdown = formatOf(record.path) === 'markdown';
      const file =
        text === undefined || !isMarkdown ? undefined : write(record, new SourceText(record.path, text), log);
      if (file) files.push(file);
      else left.push({ path: record.path, reason: isMarkdown ? 'it cannot be read' : 'it is not Markdown' });
    }
  }
  return { files, left };
}
