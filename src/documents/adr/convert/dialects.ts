import { plainText } from '../plain-text.js';
import type { Pieces } from './pieces.js';

/** The dialects that records can be converted to. */
export const dialects = ['madr', 'nygard', 'y-statement'] as const;
export type Dialect = (typeof dialects)[number];

/** What a dialect has to be given, whatever it then looks like. */
interface Content {
  readonly number: number | null;
  readonly title: string;
  readonly values: ReadonlyMap<string, string>;
  readonly bodies: ReadonlyMap<string, string>;
  /** Sections of the record that no dialect has a place for, in order. */
  readonly others: readonly (readonly [heading: string, body: string])[];
}

/** The record in another dialect, with the line end `\n` between its parts; texts of sections stay as they are. */
export function writeIn(dialect: Dialect, pieces: Pieces): string {
  const content = contentOf(pieces);
  if (dialect === 'madr') return madr(content);
  return dialect === 'nygard' ? nygard(content) : yStatement(content);
}

function contentOf({ read, pieces, headings }: Pieces): Content {
  const values = new Map<string, string>();
  const bodies = new Map<string, string>();
  for (const piece of pieces) {
    if (piece.kind === 'body') bodies.set(piece.slot, piece.text);
    if (piece.kind === 'value') values.set(piece.slot, piece.text.replaceAll(/[[\]"']|^\{|\}$/g, '').trim());
  }
  const { record, fields } = read;
  const status =
    pieces.find((piece) => piece.kind === 'value' && piece.slot === 'status')?.text ?? record.statusText;
  if (status !== null && status !== '') values.set('status', unquoted(status));
  for (const slot of ['deciders', 'consulted', 'informed', 'tags'] as const)
    if (record[slot].length > 0) values.set(slot, record[slot].join(', '));
  const date = record.date ?? plainText(fields.get('date')?.values[0] ?? '');
  if (date !== '') values.set('date', date);
  return {
    number: record.number,
    title: values.get('title') ?? record.title,
    values,
    bodies,
    others: [...headings].map(([slot, heading]) => [heading, bodies.get(slot) ?? '']),
  };
}

const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1$/, '$2').trim();

/**
 * As log4brains reads it: MADR 2 with the fields in a list under the title, and none but its own statuses
 * (https://github.com/thomvaill/log4brains).
 * @param status in log4brains' words.
 */
export function writeForLog4brains(pieces: Pieces, status: string | undefined): string {
  const content = contentOf(pieces);
  const fields = [
    ['Status', status],
    ['Deciders', content.values.get('deciders')],
    ['Date', content.values.get('date')],
    ['Tags', content.values.get('tags')],
  ] as const;
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`- ${name}: ${value}`]));
  const head = `# ${content.title}\n`;
  const text = madr({ ...content, values: new Map() });
  return lines.length === 0 ? text : `${head}\n${lines.join('\n')}\n${text.slice(head.length)}`;
}

/** https://adr.github.io/madr: version 4, with `tags` as many add them. */
function madr({ title, values, bodies, others }: Content): string {
  const keys = [
    ['status', 'status'],
    ['date', 'date'],
    ['deciders', 'decision-makers'],
    ['consulted', 'consulted'],
    ['informed', 'informed'],
    ['tags', 'tags'],
  ] as const;
  const written = keys.flatMap(([slot, key]) => {
    const value = values.get(slot);
    if (value === undefined) return [];
    const word =
      slot === 'status' ? value.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase()) : value;
    return [`${key}: ${/^[\p{L}\d][\p{L}\p{N} ,./-]*$/u.test(word) ? word : JSON.stringify(word)}`];
  });
  return joined([
    ...(written.length > 0 ? [['---', ...written, '---'].join('\n')] : []),
    `# ${title}`,
    bodies.get('intro'),
    section('## Context and Problem Statement', bodies.get('context')),
    section('## Decision Drivers', bodies.get('drivers')),
    section('## Considered Options', bodies.get('options')),
    decision('## Decision Outcome', bodies),
    section('### Consequences', bodies.get('consequences')),
    section('### Positive Consequences', bodies.get('positive')),
    section('### Negative Consequences', bodies.get('negative')),
    section('### Confirmation', bodies.get('confirmation')),
    section('## Pros and Cons of the Options', bodies.get('options-in-detail')),
    section('## More Information', bodies.get('more')),
    section('## Links', bodies.get('links')),
    ...others.map(([heading, body]) => `## ${heading}${body === '' ? '' : `\n\n${body}`}`),
  ]);
}

/** Sub-sections need the one above them, also where it says nothing itself. */
function decision(heading: string, bodies: ReadonlyMap<string, string>): string | undefined {
  const below = ['consequences', 'positive', 'negative', 'confirmation'].some((slot) => bodies.has(slot));
  return section(heading, bodies.get('decision')) ?? (below ? heading : undefined);
}

/** https://cognitect.com/blog/2011/11/15/documenting-architecture-decisions, as adr-tools writes it. */
function nygard({ number, title, values, bodies, others }: Content): string {
  const names = [
    ['date', 'Date'],
    ['deciders', 'Deciders'],
    ['consulted', 'Consulted'],
    ['informed', 'Informed'],
    ['tags', 'Tags'],
  ] as const;
  const status = values.get('status');
  const links = bodies.get('links');
  const capital = status?.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  return joined([
    `# ${number === null ? '' : `${number}. `}${title}`,
    ...names.map(([slot, name]) => (values.has(slot) ? `${name}: ${values.get(slot) ?? ''}` : undefined)),
    bodies.get('intro'),
    capital === undefined && links === undefined
      ? undefined
      : section('## Status', [capital ?? 'Unknown', links].filter((text) => text !== undefined).join('\n\n')),
    section('## Context', bodies.get('context')),
    section('## Decision Drivers', bodies.get('drivers')),
    section('## Considered Options', bodies.get('options')),
    section('## Decision', bodies.get('decision')),
    section('## Consequences', bodies.get('consequences')),
    section('## Positive Consequences', bodies.get('positive')),
    section('## Negative Consequences', bodies.get('negative')),
    section('## Confirmation', bodies.get('confirmation')),
    section('## Pros and Cons of the Options', bodies.get('options-in-detail')),
    section('## More Information', bodies.get('more')),
    ...others.map(([heading, body]) => `## ${heading}${body === '' ? '' : `\n\n${body}`}`),
  ]);
}

/** Zdun et al., "Sustainable Architectural Design Decisions": one sentence, here with room for more than a word in each clause. */
function yStatement({ title, values, bodies, others }: Content): string {
  const names = [
    ['status', 'Status'],
    ['date', 'Date'],
    ['deciders', 'Deciders'],
    ['consulted', 'Consulted'],
    ['informed', 'Informed'],
    ['tags', 'Tags'],
  ] as const;
  const lines = names.flatMap(([slot, name]) =>
    values.has(slot) ? [`* ${name}: ${values.get(slot) ?? ''}`] : [],
  );
  return joined([
    `# ${title}`,
    ...(lines.length > 0 ? [lines.join('\n')] : []),
    bodies.get('intro'),
    section('**In the context of**', bodies.get('context') ?? title),
    section('**facing**', bodies.get('drivers')),
    section('**we decided for**', bodies.get('decision')),
    section('**and neglected**', bodies.get('options')),
    section('**to achieve**', bodies.get('consequences')),
    section('## Positive Consequences', bodies.get('positive')),
    section('**accepting that**', bodies.get('negative')),
    section('## Confirmation', bodies.get('confirmation')),
    section('## Pros and Cons of the Options', bodies.get('options-in-detail')),
    section('## More Information', bodies.get('more')),
    section('## Links', bodies.get('links')),
    ...others.map(([heading, body]) => `## ${heading}${body === '' ? '' : `\n\n${body}`}`),
  ]);
}

const section = (heading: string, body: string | undefined): string | undefined =>
  body === undefined ? undefined : `${heading}\n\n${body}`;

const joined = (parts: readonly (string | undefined)[]): string =>
  `${parts.filter((part) => part !== undefined).join('\n\n')}\n`;
