import { createHash } from 'node:crypto';
import type { AdrLog, AdrRecord } from '../adr/record.js';
import { dataElement, escapeHtml } from './html.js';

/** What a site is made of besides its records. */
export interface SiteParts {
  readonly title: string;
  readonly css: string;
  readonly script: string;
  /** For the preview only: another script, which may ask the server that the page came from. */
  readonly live?: string;
}

/** A record as the site shows it. */
export interface SiteRecord {
  readonly record: AdrRecord;
  readonly log: AdrLog;
  /** Name of its page within `records/`. */
  readonly page: string;
  readonly html: string;
  /** Its running text, for the search. */
  readonly text: string;
  readonly links: readonly {
    readonly kind: string;
    readonly label: string;
    readonly href: string | undefined;
  }[];
  readonly linkedFrom: readonly { readonly kind: string; readonly label: string; readonly href: string }[];
}

const classes = new Set(['accepted', 'proposed', 'draft', 'rejected', 'superseded', 'deprecated']);

/** The class that a status has in the style sheet. */
export const statusClass = ({ status }: AdrRecord): string =>
  status === 'partly superseded' ? 'superseded' : status !== null && classes.has(status) ? status : 'other';

const badge = (record: AdrRecord): string =>
  `<span class="badge ${statusClass(record)}">${escapeHtml(record.status ?? 'no status')}</span>`;

const isOver = (record: AdrRecord): boolean =>
  ['superseded', 'deprecated', 'rejected'].includes(statusClass(record));

/** The first page: all records with search and filters, the timeline and the graph. */
export function indexPage(
  parts: SiteParts,
  records: readonly SiteRecord[],
  logs: readonly AdrLog[],
  graph: string | undefined,
): string {
  const statuses = [...new Set(records.map(({ record }) => record.status ?? 'no status'))].toSorted();
  const data = records.map(({ record, page, text }) => ({
    key: page,
    id: record.id,
    title: record.title,
    status: record.status ?? 'no status',
    tags: [...record.tags, ...record.deciders],
    text,
  }));
  const chips = statuses.map(
    (status) =>
      `<button type="button" aria-pressed="false" data-status="${escapeHtml(status)}">${escapeHtml(status)}</button>`,
  );
  const body = `<main id="main">
<h1>${escapeHtml(parts.title)}</h1>
<p class="lead">${records.length} decision ${records.length === 1 ? 'record' : 'records'}${logs.length > 1 ? ` in ${logs.length} logs` : ''}</p>
<section id="records" aria-label="Records">
<form class="find" role="search"><input type="search" name="q" aria-label="Search the records" placeholder="Search (press /)" autocomplete="off"></form>
<div class="chips" id="chips" role="group" aria-label="Filter by status" hidden>${chips.join('')}</div>
<p class="count" id="count" role="status"></p>
<ul class="records" id="list">
${records.map((entry) => item(entry, logs.length > 1)).join('\n')}
</ul>
</section>
<section aria-labelledby="timeline"><h2 id="timeline">Timeline</h2>
${timeline(records)}
</section>
<section aria-labelledby="graph"><h2 id="graph">Graph</h2>
${graph === undefined ? '<p class="lead">No record refers to another.</p>' : `<div class="graph" tabindex="0" role="region" aria-label="How the records stand to each other">${graph}</div>`}
</section>
</main>
${dataElement('data', data)}`;
  return page(
    parts,
    parts.title,
    '',
    body,
    '<a href="#records">Records</a><a href="#timeline">Timeline</a><a href="#graph">Graph</a>',
  );
}

function item({ record, log, page: name }: SiteRecord, several: boolean): string {
  const more = [
    ...(record.date === null ? [] : [`<span>${record.date}</span>`]),
    ...(record.deciders.length > 0 ? [`<span>${escapeHtml(record.deciders.join(', '))}</span>`] : []),
    ...(several ? [`<span>${escapeHtml(log.path)}</span>`] : []),
    ...record.tags.map((tag) => `<span class="tag">${escapeHtml(tag)}</span>`),
  ];
  return `<li data-key="${escapeHtml(name)}"${isOver(record) ? ' class="over"' : ''}><span class="id">${escapeHtml(record.id)}</span><a class="name" href="${hrefOf(name)}">${escapeHtml(record.title)}</a>${badge(record)}${more.length > 0 ? `<span class="more">${more.join('')}</span>` : ''}</li>`;
}

const hrefOf = (name: string): string => `records/${encodeURIComponent(name)}`;

/** By year, the latest first; records without a date stand at the end. */
function timeline(records: readonly SiteRecord[]): string {
  const dated = records
    .filter(({ record }) => record.date !== null)
    .toSorted((a, b) =>
      (a.record.date ?? '') < (b.record.date ?? '') ? 1 : a.record.date === b.record.date ? 0 : -1,
    );
  const entry = ({ record, page: name }: SiteRecord): string =>
    `<li>${record.date === null ? '' : `<time datetime="${record.date}">${record.date}</time>`}<a href="${hrefOf(name)}">${escapeHtml(`${record.id}: ${record.title}`)}</a> ${badge(record)}</li>`;
  const years = [...new Set(dated.map(({ record }) => (record.date ?? '').slice(0, 4)))];
  const blocks = years.map(
    (year) =>
      `<h3>${year}</h3><ol class="time">${dated
        .filter(({ record }) => record.date?.startsWith(year) === true)
        .map(entry)
        .join('')}</ol>`,
  );
  const undated = records.filter(({ record }) => record.date === null);
  if (undated.length > 0)
    blocks.push(`<h3>Without a date</h3><ol class="time">${undated.map(entry).join('')}</ol>`);
  return blocks.join('\n');
}

/** The page of one record. */
export function recordPage(
  parts: SiteParts,
  entry: SiteRecord,
  before: SiteRecord | undefined,
  after: SiteRecord | undefined,
): string {
  const { record } = entry;
  const git = (source: string | null): string => (source === 'git' ? ' <small>(from git)</small>' : '');
  const rows: (readonly [string, string])[] = [
    [
      'Status',
      `${badge(record)}${record.statusText !== null && record.statusText.toLowerCase() !== record.status ? ` <small>${escapeHtml(record.statusText)}</small>` : ''}`,
    ],
    [
      'Date',
      record.date === null
        ? ''
        : `<time datetime="${record.date}">${record.date}</time>${git(record.dateSource)}`,
    ],
    ['Deciders', escapeHtml(record.deciders.join(', '))],
    ['Consulted', escapeHtml(record.consulted.join(', '))],
    ['Informed', escapeHtml(record.informed.join(', '))],
    [
      'Author',
      record.authors.length === 0 ? '' : escapeHtml(record.authors.join(', ')) + git(record.authorSource),
    ],
    ['Tags', record.tags.map((tag) => `<span class="tag">${escapeHtml(tag)}</span>`).join(' ')],
    ...entry.links.map(({ kind, label, href }): readonly [string, string] => [
      capital(kind || 'links to'),
      anchor(label, href),
    ]),
    ...entry.linkedFrom.map(({ kind, label, href }): readonly [string, string] => [
      'Linked from',
      `${anchor(label, href)}${kind === '' ? '' : ` <small>(${escapeHtml(kind)})</small>`}`,
    ]),
    ['File', `<code>${escapeHtml(record.path)}</code>`],
  ];
  const successor = entry.links.find(({ kind }) => kind === 'superseded by' || kind === 'replaced by');
  const over = isOver(record)
    ? `<p class="notice">This decision is ${escapeHtml(record.status ?? '')}${successor ? ` by ${anchor(successor.label, successor.href)}` : ''}.</p>`
    : '';
  const beside = (rel: string, mark: string, other: SiteRecord | undefined): string =>
    other === undefined
      ? '<span></span>'
      : `<a rel="${rel}" href="${encodeURIComponent(other.page)}">${mark}${escapeHtml(`${other.record.id}: ${other.record.title}`)}</a>`;
  const body = `<main id="main">
<p class="id">${escapeHtml(record.id)}</p>
<h1>${escapeHtml(record.title)}</h1>
${over}<dl class="facts">${rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${value}</dd>`)
    .join('')}</dl>
<article class="text" aria-label="The record">
${entry.html}
</article>
<nav class="beside" aria-label="Records beside">${beside('prev', '← ', before)}${beside('next', '', after)}</nav>
</main>`;
  return page(
    parts,
    `${record.id}: ${record.title}`,
    '../',
    body,
    '<form action="../index.html" role="search"><input type="search" name="q" aria-label="Search the records" placeholder="Search (press /)"></form>',
  );
}

const anchor = (label: string, href: string | undefined): string =>
  href === undefined ? escapeHtml(label) : `<a href="${escapeHtml(href)}">${escapeHtml(label)}</a>`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A page that loads nothing: its style and its script are in it, and the policy names them by their digests. */
function page(parts: SiteParts, title: string, up: string, body: string, navigation: string): string {
  const scripts = [parts.script, ...(parts.live === undefined ? [] : [parts.live])];
  const policy = [
    "default-src 'none'",
    `style-src ${digest(parts.css)}`,
    `script-src ${scripts.map(digest).join(' ')}`,
    ...(parts.live === undefined ? [] : ["connect-src 'self'"]),
    "form-action 'self' file:",
    "base-uri 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${parts.css}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top"><div class="bar"><a class="home" href="${up}index.html">${escapeHtml(parts.title)}</a><nav aria-label="Site">${navigation}</nav><button type="button" id="theme" hidden></button></div></header>
${body}
<footer>Keys: <kbd>/</kbd> search, <kbd>j</kbd> and <kbd>k</kbd> next and previous record, <kbd>h</kbd> first page. Made by lintel.</footer>
${scripts.map((script) => `<script>${script}</script>`).join('\n')}
</body>
</html>
`;
}

const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
