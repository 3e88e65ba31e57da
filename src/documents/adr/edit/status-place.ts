import type { Field } from '../fields.js';
import type { Outline, OutlineHeading, OutlineLine } from '../outline.js';
import { plainText } from '../plain-text.js';
import type { ReadRecord } from '../read-record.js';
import { normaliseStatus } from '../status-words.js';

/** A line of a status section that says something. */
export interface StatusLine {
  readonly line: OutlineLine;
  /** Index of the line. */
  readonly index: number;
  /** Offsets of what is said, without list marks, quotes and emphasis. */
  readonly start: number;
  readonly end: number;
  /** A state and nothing else: `Accepted`, `**Accepted**`, `✅ Accepted`. */
  readonly bare: boolean;
  /** `[ ]` or `[x]` before it: offset of the character in the box. */
  readonly box: number | undefined;
}

/** Where a record says its state. */
export type StatusPlace =
  | {
      /** In front matter, in a line under the title, in a table or in a heading: offsets of the value. */
      readonly kind: 'value';
      readonly place: 'front-matter' | 'line' | 'table' | 'heading';
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly kind: 'section';
      readonly heading: OutlineHeading;
      /** The lines of the section itself that say something; sub-sections, code and comments are left out. */
      readonly lines: readonly StatusLine[];
      /** Index behind the last line of the section itself: its first sub-section or its end. */
      readonly end: number;
    }
  /** Written in a way that no single place stands for, e.g. a list in front matter. */
  | { readonly kind: 'scattered'; readonly line: number }
  | { readonly kind: 'none' };

/** Finds the place of the state that {@link readRecord} read. */
export function statusPlace({ outline, fields }: ReadRecord): StatusPlace {
  const field = fields.get('status') ?? fields.written('status');
  if (field === undefined) return { kind: 'none' };
  const scattered = { kind: 'scattered', line: field.line + 1 } as const;
  const line = outline.lines[field.line];
  if (line === undefined) return scattered;
  if (field.place === 'section') return sectionPlace(outline, field.line);
  if (field.place === 'front-matter') {
    const range = frontMatterValue(line, field);
    return range ? { kind: 'value', place: 'front-matter', ...range } : scattered;
  }
  const range =
    field.place === 'table' ? cellAfter(line, field.name) : valueOnLine(outline, field.line, field);
  return range ? { kind: 'value', place: field.place, ...range } : scattered;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function sectionPlace(outline: Outline, at: number): StatusPlace {
  const heading = outline.headings.find((candidate) => candidate.line === at);
  const line = outline.lines[at];
  if (heading === undefined || line === undefined) return { kind: 'none' };
  const inline = /^(.*?(?::|\s[-–—])\s*)(\S.*?)(\s*#*\s*)$/.exec(line.text);
  if (inline && normaliseStatus(plainText(inline[2] ?? '')) !== null) {
    const start = line.start + (inline[1] ?? '').length;
    return { kind: 'value', place: 'heading', start, end: start + (inline[2] ?? '').length };
  }
  const sub = outline.headings.find(
    ({ line: other, depth }) => other > at && other < heading.end && depth < 7,
  );
  const end = sub?.line ?? heading.end;
  const lines: StatusLine[] = [];
  for (let index = heading.body; index < end; index += 1) {
    const said = statusLine(outline.lines[index], index);
    if (said) lines.push(said);
  }
  return { kind: 'section', heading, lines, end };
}

function statusLine(line: OutlineLine | undefined, index: number): StatusLine | undefined {
  if (line === undefined || line.silent || /^[\s=*_~|:+-]*$/.test(line.text)) return undefined;
  const marks = /^\s*(?:>\s*)*(?:[-*+]\s+|\d+[.)]\s+)?/.exec(line.text)?.[0].length ?? 0;
  const box = /^\[[ xX]\]\s*/.exec(line.text.slice(marks));
  const range = withoutEmphasis(line, {
    start: line.start + marks + (box?.[0].length ?? 0),
    end: line.start + line.text.trimEnd().length,
  });
  const said = line.text.slice(range.start - line.start, range.end - line.start);
  const words = plainText(said);
  return {
    line,
    index,
    ...range,
    bare:
      words !== '' &&
      !/\]\(|\d|[,;:(]/.test(said) &&
      words.split(/\s+/).length <= 3 &&
      normaliseStatus(words) !== null,
    box: box ? line.start + marks + 1 : undefined,
  };
}

/** `"…"`, `'…'` and a comment behind stay; a value on lines of its own is scattered. */
function frontMatterValue(line: OutlineLine, field: Field): Range | undefined {
  const found = /^(\s*[^:]+:[ \t]*)(.*)$/.exec(line.text);
  if (!found) return undefined;
  const [, before = '', rest = ''] = found;
  const value = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^#\s](?:(?!\s#).)*?)?(?:\s+#.*|\s*)$/.exec(rest)?.[1];
  if (value === undefined) {
    const start = line.start + before.length;
    return field.values.length === 0 ? { start, end: start } : undefined;
  }
  if (/^[[{|>&*!]/.test(value) && field.values.length > 1) return undefined;
  const start = line.start + before.length;
  return { start, end: start + value.length };
}

function cellAfter(line: OutlineLine, name: string): Range | undefined {
  const cells = [...line.text.matchAll(/(?:\\\||[^|])+/g)];
  const at = cells.findIndex((cell) => plainText(cell[0]).replace(/:$/, '') === name);
  const cell = cells[at + 1];
  if (at === -1 || cell === undefined) return undefined;
  const inner = cell[0].trim();
  const start = line.start + cell.index + cell[0].indexOf(inner);
  return withoutEmphasis(line, { start, end: start + inner.length });
}

/** The value behind `Name:` on its line, or on the lines below when nothing stands behind it. */
function valueOnLine(outline: Outline, index: number, field: Field): Range | undefined {
  const line = outline.lines[index];
  if (line === undefined) return undefined;
  const name = field.name.replaceAll(/[^\p{Letter}\p{Number} ]/gu, '.');
  const found = new RegExp(
    String.raw`${name}\s*(?:\*\*|__|\*|_|</b>|</strong>)?\s*(?:(?:::|[:：])(?:\*\*|__|\*|_|</b>|</strong>)?|(?<=\*\*|__)\s+[-–—|]?)[ \t]*`,
    'iu',
  ).exec(line.text);
  if (!found) return undefined;
  const rest = line.text.slice(found.index + found[0].length);
  const value = (/^(.*?)(?=\s+[|·•]\s+(?:\*\*|__)?\p{Letter}[^|·•]*:|$)/u.exec(rest)?.[1] ?? rest).replace(
    /\s*(?:\\|<br\s*\/?>)?\s*$/i,
    '',
  );
  const start = line.start + found.index + found[0].length;
  if (value !== '') return withoutEmphasis(line, { start, end: start + value.length });
  const [first] = field.values;
  if (first === undefined) return { start, end: start };
  for (const below of outline.lines.slice(index + 1, index + 6)) {
    const at = below.text.indexOf(first);
    if (at !== -1) return { start: below.start + at, end: below.start + at + first.length };
  }
  return undefined;
}

/** Without the marks of bold, italic and code around the whole, which stay. */
function withoutEmphasis(line: OutlineLine, range: Range): Range {
  const said = line.text.slice(range.start - line.start, range.end - line.start);
  const found = /^(\*\*|__|\*|_|`)(?=\S)(.*\S)\1$/.exec(said);
  if (!found || (found[2] ?? '').includes(found[1] ?? '')) return range;
  const mark = (found[1] ?? '').length;
  return { start: range.start + mark, end: range.end - mark };
}
