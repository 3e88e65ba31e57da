import { LineCounter, parseDocument } from 'yaml';
import type { Outline, OutlineHeading } from './outline.js';
import { isPlaceholder, plainText } from './plain-text.js';

/** What a record says under one name. */
export interface Field {
  /** As written: `Status`, `Decision-makers`. */
  readonly name: string;
  /** The values as written, one for each line or list item; empty ones and placeholders are left out. */
  readonly values: readonly string[];
  /** Index of the line that names it. */
  readonly line: number;
  readonly place: 'front-matter' | 'line' | 'table' | 'section';
}

/** The things that every dialect knows, and their names in the dialects and languages. */
const names = {
  status:
    /^(?:adr |decision )?(status|current status|state|statut|estado|stato|状态|狀態|ステータス|状態|статус|상태|stand)$/,
  date: /^(date|datum|fecha|data|日期|日付|дата|날짜|revdate|date of decision|decision date|decided on|date decided|decided|decision made on|approval date|date approved|date accepted)$/,
  lateDate:
    /^(last updated|updated|date updated|created|date created|created on|proposed on|proposal date|last modified)$/,
  deciders:
    /^(deciders?(?:\(s\))?|decision[- ]makers?(?:\(s\))?|decided by|approvers?|approved by|entscheider(?:innen)?|décideurs?|décisionnaires?|decisores|decididores|owner\(s\) of the decision|决策者|決定者)$/,
  authors: /^(authors?(?:\(s\))?|written by|autor(?:in)?(?:en)?|autores|auteurs?|autori|作者|作成者|автор)$/,
  consulted: /^(consulted|konsultiert|consultés?)$/,
  informed: /^(informed|informiert|informés?)$/,
  tags: /^(tags?|labels?|keywords?|topics?|schlagwörter|étiquettes|etiquetas|标签|タグ)$/,
  title: /^(title|titel|titre|título|titolo|标题)$/,
  review: /^(review[- ]by|review[- ]date|next[- ]review|expires|valid[- ]until|revisit[- ]by|review[- ]on)$/,
  affects: /^(affects|scope paths|paths)$/,
} as const;

type FieldName = keyof typeof names;

/** The fields of a record in the order in which they count: front matter, lines and tables under the title, sections. */
export interface Fields {
  readonly all: readonly Field[];
  readonly problems: readonly string[];
  /** The first field of that meaning that has a value. */
  get(name: FieldName): Field | undefined;
  /** The first field of that meaning, filled or not. */
  written(name: FieldName): Field | undefined;
}

export function readFields(outline: Outline): Fields {
  const problems: string[] = [];
  const all = [...frontMatterFields(outline, problems), ...headFields(outline), ...sectionFields(outline)];
  const named = (name: FieldName): readonly Field[] => all.filter((field) => means(field.name, name));
  return {
    all,
    problems,
    get: (name) => named(name).find((field) => field.values.length > 0),
    written: (name) => named(name)[0],
  };
}

function means(written: string, name: FieldName): boolean {
  return matches(written, names[name]);
}

function matches(written: string, pattern: RegExp): boolean {
  const lower = written.toLowerCase().trim();
  return pattern.test(lower.replaceAll('_', ' ')) || pattern.test(lower.replaceAll('_', '-'));
}

/** Whether a heading or a name is one of a record's own fields, so that it is no title. */
export function isFieldName(text: string): boolean {
  return Object.entries(names).some(([name, pattern]) => name !== 'title' && matches(text, pattern));
}

function frontMatterFields(outline: Outline, problems: string[]): readonly Field[] {
  const { frontMatter, lines } = outline;
  if (frontMatter === undefined) return [];
  const block = lines.slice(frontMatter.first, frontMatter.end);
  const counter = new LineCounter();
  const document = parseDocument(block.map((line) => line.text).join('\n'), {
    schema: 'failsafe',
    lineCounter: counter,
    prettyErrors: false,
    logLevel: 'silent',
  });
  let value: unknown;
  try {
    value = document.errors.length === 0 ? document.toJS({ maxAliasCount: 10 }) : undefined;
  } catch {
    value = undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    if (block.some((line) => line.text.trim() !== '')) {
      problems.push('the front matter is not YAML; its lines were read one by one');
      return looseLines(outline, frontMatter.first, frontMatter.end, 'front-matter');
    }
    return [];
  }
  const fields: Field[] = [];
  for (const [name, entry] of Object.entries(value)) {
    const written = new RegExp(`^["']?${name.replaceAll(/[^\w-]/g, '.')}["']?\\s*:`);
    const at = block.findIndex((line) => written.test(line.text));
    fields.push({
      name,
      values: scalars(entry)
        .map(withoutBraces)
        .filter((text) => !isPlaceholder(text)),
      line: frontMatter.first + Math.max(at, 0),
      place: 'front-matter',
    });
  }
  return fields;
}

function scalars(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => scalars(item));
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
  // `date: {YYYY-MM-DD when …}` of an unfilled template is a mapping for YAML: nothing is said.
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    // `status: {accepted}`: the braces of the template were kept around what was filled in.
    if (entries.every(([, entry]) => entry === '' || entry === null)) {
      const filled = withoutBraces(`{${entries.map(([key]) => key).join(', ')}}`);
      return isPlaceholder(filled) ? [] : [filled];
    }
    const name: unknown =
      'name' in value ? value.name : 'id' in value ? value.id : 'path' in value ? value.path : undefined;
    return typeof name === 'string' && name.trim() !== '' ? [name.trim()] : [];
  }
  return [];
}

/** The lines between the title and the first section, and up to the title where there is no section before it. */
function headFields(outline: Outline): readonly Field[] {
  const { headings, lines, frontMatter } = outline;
  const first = frontMatter === undefined ? 0 : frontMatter.end + 1;
  const title = headings.find((heading) => heading.depth === 1)?.text;
  // Some write the title twice, as `#` and as `##`: the lines below the second are still those under the title.
  const section = headings.find(
    (heading, index) =>
      heading.depth >= 2 && heading.depth < 7 && heading.text !== title && (index > 0 || !isTitle(heading)),
  );
  const secondTitle = headings.filter((heading) => heading.depth === 1)[1];
  const end = Math.min(section?.line ?? lines.length, secondTitle?.line ?? lines.length);
  return looseLines(outline, first, end, 'line');
}

function isTitle(heading: OutlineHeading): boolean {
  return !isFieldName(heading.text.split(':', 1)[0] ?? '');
}

const keyWord = String.raw`[\p{Letter}][\p{Letter}\p{Mark} ()/_-]{1,38}?`;
const inline = new RegExp(
  String.raw`^(\s*)(?:>\s*)?(?:[-*+•]\s+)?(?:\*\*|__|\*|_|<b>|<strong>)?(${keyWord})\s*(?:\*\*|__|\*|_|</b>|</strong>)?\s*(?:::|[:：])(?:\*\*|__|\*|_|</b>|</strong>)?(?:\s+(.*)|(\S.*)|)$`,
  'u',
);
const colonField = new RegExp(String.raw`^:(${keyWord}):(?:\s+(.*))?$`, 'u');
const bareBold = new RegExp(
  String.raw`^(?:[-*+]\s+)?(?:\*\*|__)(${keyWord})(?:\*\*|__)\s+(?:[-–—|]\s*)?(\S.*)$`,
  'u',
);

/** `Date 2024-01-31`, the colon forgotten. */
const bareDate = /^(?:[-*+]\s+)?(date)\s+(\d\S*\d)\s*$/i;

function looseLines(outline: Outline, first: number, end: number, place: Field['place']): readonly Field[] {
  const fields: Field[] = [];
  for (let index = first; index < end; index += 1) {
    const line = outline.lines[index];
    if (line === undefined || (line.silent && place !== 'front-matter')) continue;
    const cells = tableCells(line.text, outline.format === 'asciidoc');
    if (cells !== undefined) {
      const [name = '', value = ''] = cells;
      if (name !== '' && !/^[-:\s]*$/.test(name))
        fields.push(field(name.replace(/:$/, ''), [value], index, 'table'));
      else if (name === '' && value.includes(':')) fields.push(...looseText(value, index));
      continue;
    }
    const found = colonField.exec(line.text) ?? bareBold.exec(line.text) ?? bareDate.exec(line.text);
    if (found) {
      fields.push(field(found[1] ?? '', [found[2] ?? ''], index, place));
      continue;
    }
    const named = inline.exec(line.text);
    if (!named || /^https?$/i.test(named[2] ?? '')) continue;
    const value = (named[3] ?? named[4] ?? '').trim();
    if (value !== '')
      fields.push(field(named[2] ?? '', splitPairs(value), index, place), ...morePairs(value, index, place));
    else
      fields.push(
        field(named[2] ?? '', following(outline, index, end, (named[1] ?? '').length), index, place),
      );
  }
  return fields;
}

function looseText(text: string, line: number): readonly Field[] {
  const named = inline.exec(text);
  return named ? [field(named[2] ?? '', [named[3] ?? named[4] ?? ''], line, 'table')] : [];
}

/** `Status: accepted | Date: 2024-01-31` on one line. */
const pair = new RegExp(String.raw`\s+[|·•]\s+(?:\*\*|__)?(${keyWord})(?:\*\*|__)?\s*:(?:\*\*|__)?\s*`, 'u');

function splitPairs(value: string): readonly string[] {
  const at = pair.exec(value);
  return [at ? value.slice(0, at.index) : value];
}

function morePairs(value: string, line: number, place: Field['place']): readonly Field[] {
  const at = pair.exec(value);
  if (!at) return [];
  const rest = value.slice(at.index + at[0].length);
  return [field(at[1] ?? '', splitPairs(rest), line, place), ...morePairs(rest, line, place)];
}

/** The values below a name without one: list items that stand deeper, or the next line. */
function following(outline: Outline, at: number, end: number, indent: number): readonly string[] {
  const values: string[] = [];
  for (let index = at + 1; index < end; index += 1) {
    const line = outline.lines[index];
    if (line === undefined || line.silent) break;
    if (line.text.trim() === '') {
      if (values.length > 0) break;
      continue;
    }
    const item = /^(\s*)(?:[-*+]\s+|\d+[.)]\s+)?(.*)$/.exec(line.text);
    const isItem = /^\s*[-*+]\s/.test(line.text);
    const parentIsItem = /^\s*[-*+]\s/.test(outline.lines[at]?.text ?? '');
    if ((item?.[1]?.length ?? 0) <= indent && (parentIsItem || !isItem)) break;
    values.push(item?.[2] ?? '');
  }
  return values;
}

/** The cells of a two-column table row; undefined when the line is none. */
function tableCells(text: string, asciidoc: boolean): readonly string[] | undefined {
  if (!text.trimStart().startsWith('|')) return undefined;
  const inner = text
    .trim()
    .replace(/^\|/, '')
    .replace(asciidoc ? /$/ : /\|$/, '');
  const cells = inner.split(/(?<!\\)\|/).map((cell) => cell.trim());
  if (cells.length < 2) return undefined;
  return [plainText(cells[0] ?? ''), ...cells.slice(1)];
}

/** Sections that say nothing but a field: `## Status` and below it the value, or `## Status: accepted`. */
function sectionFields(outline: Outline): readonly Field[] {
  const fields: Field[] = [];
  for (const heading of outline.headings) {
    const text = headingWords(heading.text);
    const [, name = text, value] = /^(.{2,30}?)\s*(?::|\s[-–—]\s)\s*(.*)$/.exec(text) ?? [];
    // `### Labels` within a decision is on labels; only a section of its own says which the record bears.
    if (!isFieldName(name) || (means(name, 'tags') && heading.depth > 2)) continue;
    fields.push(
      value !== undefined && value !== ''
        ? field(name, [value], heading.line, 'section')
        : field(name, sectionValues(outline, heading), heading.line, 'section'),
    );
  }
  return fields;
}

/** The words of a heading without a number or a sign before them: `2. Status`, `⚡ Status`. */
export function headingWords(text: string): string {
  return plainText(text)
    .replace(/^\d+(\.\d+)*[.)]?\s+/, '')
    .replace(/^[^\p{Letter}\p{Number}([{"'<]+\s*/u, '');
}

/** The lines of a section without code, comments and sub-headings; list marks and table bars removed. */
function sectionValues(outline: Outline, heading: OutlineHeading): readonly string[] {
  const values: string[] = [];
  for (let index = heading.body; index < heading.end; index += 1) {
    const line = outline.lines[index];
    // A bold line that stands alone is a heading of sorts; below `## Status` it is the state itself.
    const heads = outline.headings.some((other) => other.line === index && other.depth < 7);
    if (line === undefined || line.silent || heads) continue;
    const text = line.text.trim();
    if (text === '' || /^[-=*_~|:\s+]{3,}$/.test(text)) continue;
    values.push(text.replace(/^(?:>\s*)+/, '').replace(/^(?:[-*+]|\d+[.)])\s+/, ''));
  }
  return values;
}

function field(name: string, values: readonly string[], line: number, place: Field['place']): Field {
  return {
    name: plainText(name),
    values: values
      .map((value) => withoutBraces(withoutBreak(value)))
      .filter(
        (value) =>
          value !== '' &&
          plainText(value) !== '' &&
          !isPlaceholder(plainText(value)) &&
          !isPlaceholder(value),
      ),
    line,
    place,
  };
}

/** `Active**\\`: a hard line break, and the end of bold text that began before the name. */
function withoutBreak(value: string): string {
  const text = value
    .trim()
    .replace(/(?:\\|<br\s*\/?>)$/i, '')
    .trim();
  return (text.match(/\*\*/g)?.length ?? 0) % 2 === 1 ? text.replace(/\*\*$/, '').trim() : text;
}

/** `{Active}` and `{ Tao Chen }` were filled in; `{list everyone involved}`, `{status}` and `{a | b}` were not. */
function withoutBraces(value: string): string {
  const inner = /^\{\s*([^{}|]*?)\s*\}$/.exec(value.trim())?.[1];
  if (inner === undefined || inner === '' || isPlaceholder(inner)) return value;
  const unfilled =
    /^\p{Lowercase}\S*\s/u.test(inner) ||
    /^(status|date|names?|deciders|title|tags?)$/i.test(inner) ||
    /\b(list|when|everyone|YYYY)\b/.test(inner);
  return unfilled ? value : inner;
}
