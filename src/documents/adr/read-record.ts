import { posix } from 'node:path';
import type { SourceText } from '../../model/source-text.js';
import { isoDate } from './dates.js';
import type { DateOrder } from './dates.js';
import { headingWords, isFieldName, readFields } from './fields.js';
import type { Field, Fields } from './fields.js';
import { readFileName, readStem } from './file-name.js';
import type { AdrFileName } from './file-name.js';
import { readLinks } from './links.js';
import type { WrittenLink } from './links.js';
import { formatOf, outlineOf } from './outline.js';
import type { Outline } from './outline.js';
import { isPlaceholder, plainText } from './plain-text.js';
import type { AdrRecord, AdrStyle } from './record.js';
import { isOpenChoice, normaliseStatus } from './status-words.js';

/** What one file says: plain data, for lists and caches. */
export interface BriefRecord {
  readonly record: AdrRecord;
  readonly style: AdrStyle;
  readonly name: AdrFileName;
  /** The date as written; whether it can be read may depend on the rest of the folder. */
  readonly dateText: string | undefined;
  /** Whether the content alone shows that it is a decision record. */
  readonly convincing: boolean;
}

/** What one file says, and where. */
export interface ReadRecord extends BriefRecord {
  readonly outline: Outline;
  readonly fields: Fields;
  readonly links: readonly WrittenLink[];
}

/** A record without its places in the text. */
export const brief = ({ record, style, name, dateText, convincing }: ReadRecord): BriefRecord => ({
  record,
  style,
  name,
  dateText,
  convincing,
});

/**
 * Reads a record in any of the known dialects. What is not written is null; what is written and cannot be understood is a problem, never
 * a guess.
 * @param order how the folder writes day and month, where it is known.
 */
export function readRecord(source: SourceText, order?: DateOrder): ReadRecord | undefined {
  const name = nameOf(source.path);
  if (name === undefined) return undefined;
  const outline = outlineOf(source.text, formatOf(source.path));
  const fields = readFields(outline);
  const problems = [...fields.problems];
  const links = readLinks(source.path, outline, fields);
  const { status, statusText } = statusOf(fields, problems);
  const dateText = dateTextOf(fields);
  const date = dateText === undefined ? name.date : isoDate(plainText(dateText), order);
  if (dateText !== undefined && date === null) problems.push(dateProblem(plainText(dateText)));
  const title = titleOf(outline, fields, name, problems);
  const authors = listOf(fields.get('authors'));
  return {
    record: {
      path: source.path,
      id: name.id,
      number: name.number,
      title,
      status,
      statusText,
      date,
      dateSource: date === null ? null : 'text',
      authors,
      authorSource: authors.length === 0 ? null : 'text',
      deciders: listOf(fields.get('deciders')),
      consulted: listOf(fields.get('consulted')),
      informed: listOf(fields.get('informed')),
      tags: listOf(fields.get('tags')),
      links: links.map(({ kind, target, text }) => ({ kind, target, text })),
      problems,
    },
    style: styleOf(outline, fields),
    outline,
    fields,
    links,
    name,
    dateText,
    convincing:
      outline.headings.some((heading) =>
        /^(decision|decision outcome|considered options|context and problem statement|decision drivers)\b/i.test(
          headingWords(heading.text),
        ),
      ) ||
      (statusText !== null && outline.headings.some((heading) => heading.depth === 1)),
  };
}

/** The name that counts: of the file, or of its folder where each record has one. */
function nameOf(path: string): AdrFileName | undefined {
  const own = readFileName(posix.basename(path));
  const folder = readStem(posix.basename(posix.dirname(path)));
  const generic = /^(readme|index|adr|decision|record)\.\w+$/i.test(posix.basename(path));
  return generic && folder.certain ? folder : own;
}

/** Why a date is not read. */
function dateProblem(text: string): string {
  return /^\d{1,2}[/-]\d{1,2}[/-]\d{4}/.test(text)
    ? `the date "${text}" may be day/month or month/day`
    : `the date "${text}" is not an ISO date`;
}

function dateTextOf(fields: Fields): string | undefined {
  return fields.get('date')?.values[0] ?? fields.get('lateDate')?.values[0];
}

function titleOf(outline: Outline, fields: Fields, name: AdrFileName, problems: string[]): string {
  const h1 = outline.headings.find((heading) => heading.depth === 1);
  const first = outline.headings.find((heading) => heading.depth < 7);
  const heading = h1 !== undefined && !isSection(h1.text) ? h1 : undefined;
  const written = fields.get('title')?.values[0];
  const instead = first !== undefined && h1 === undefined && !isSection(first.text) ? first : undefined;
  const text = heading?.text ?? written ?? instead?.text ?? unmarkedTitle(outline, name);
  const title = text === undefined ? '' : cleanTitle(plainText(text), name);
  if (title !== '') return title;
  if (text === undefined) problems.push('there is no title');
  return name.words === '' ? name.id : name.words;
}

/** `ADR-079 - Use X` as the first line, the mark of a heading forgotten. */
function unmarkedTitle({ lines, headings }: Outline, name: AdrFileName): string | undefined {
  const index = lines.findIndex(({ text, silent }) => !silent && text.trim() !== '');
  const line = lines[index]?.text.trim() ?? '';
  const before = headings[0] === undefined || index < headings[0].line;
  const numbered = /^\W*(?:ADR|AD|Decision)?[-_ #]{0,2}0*(\d{1,5})\s*[:.–—-]/i.exec(line);
  return before && numbered && name.number === Number(numbered[1]) ? line : undefined;
}

function isSection(text: string): boolean {
  const plain = headingWords(text).replace(/:.*$/, '').trim();
  return (
    isFieldName(plain) ||
    /^(context|decision|consequences|summary|problem|introduction|proposal|context and problem statement|changelog|background|issue|motivation)$/i.test(
      plain,
    )
  );
}

/** `# 7. Use X`, `# ADR-7: Use X`, `# [ADR-7] Use X`, `# Architecture Decision Record: Use X` are titles "Use X". */
function cleanTitle(heading: string, name: AdrFileName): string {
  const id = name.id.replaceAll(/[^\p{Letter}\p{Number}]/gu, '.');
  // A number of several digits that is the record's own needs no mark behind it: `0005 Use X`, but not `5 Ways`.
  const bare = name.number !== null && /\d{3,}$/.test(name.id) ? '|\\s+(?=\\S)' : '';
  const own = new RegExp(`^\\[?${id}\\]?(?:\\s*[:.–—-]+\\s*${bare})`, 'iu');
  const anyId = String.raw`(?:[A-Z]{2,}[-_ ])?(?:ADR|AD|ADL|DR|RFC|Decision|DEC|ARCH)[-_ #]{0,2}(?:[A-Za-z]+[-_ ])?`;
  const cleaned = heading
    .replace(/^title\s*:\s*/i, '')
    .replace(own, '')
    .replace(new RegExp(String.raw`^\[?${anyId}\d{1,5}[a-z]?\]?\s*(?:[:.–—)-]+\s*|\s+)`, 'i'), '')
    .replace(/^#?\d{1,5}[a-z]?\s*(?:[.:–—)]\s*|-\s+)(?=\S)/i, '')
    .replace(
      /^(?:ADR|Architecture Decision Record|Architectural Decision Record|Decision Record)\s*(?:[:–—]|\s-\s)\s*/i,
      '',
    )
    .trim();
  return cleaned === '' ? heading : cleaned;
}

/** The state and the words that say it. */
function statusOf(
  fields: Fields,
  problems: string[],
): { readonly status: string | null; readonly statusText: string | null } {
  const field = fields.get('status');
  if (field === undefined) return { status: null, statusText: null };
  const lines = checkedItem(field.values.map(joinOpenChoice));
  const texts = lines.map((line) => plainText(line)).filter((line) => line !== '' && !isPlaceholder(line));
  const [first] = texts;
  if (first === undefined) return { status: null, statusText: null };
  if (isOpenChoice(first)) {
    problems.push(`the status "${first}" is a choice that nobody made yet`);
    return { status: null, statusText: null };
  }
  // A section may tell its story: the line that says "superseded by" counts, and of dated lines the last one.
  const successor = texts.find((text) =>
    /^(?:[\d\s:./-]*)(?:this (?:adr|decision|record) (?:has been|is|was) )?super[cs]ee?ded\b/i.test(text),
  );
  const dated = texts.filter((text) => /^\(?\d{4}-\d{1,2}-\d{1,2}\)?\W/.test(text));
  const line =
    successor ??
    (dated.length === texts.length && dated.length > 1 ? dated.toSorted().at(-1) : undefined) ??
    first;
  const words = line
    .replace(/^\(?\d{4}-\d{1,2}-\d{1,2}\)?\s*[:–—-]*\s*/, '')
    .replace(/^(?:status|state)\s*[:=]\s*/i, '')
    .replace(/^this (?:adr|decision|record) (?:has been|is|was) /i, '');
  const status = normaliseStatus(words);
  if (status === null) problems.push(`the status "${line}" names no state`);
  return { status, statusText: line };
}

function joinOpenChoice(line: string): string {
  return line.replaceAll(/^\||\|$/g, '').trim();
}

/** Of `- [ ] proposed` and `- [x] accepted` only the checked ones. */
function checkedItem(values: readonly string[]): readonly string[] {
  if (!values.some((value) => /^\[[ xX]\]/.test(value))) return values;
  return values.filter((value) => /^\[[xX]\]/.test(value)).map((value) => value.replace(/^\[[xX]\]\s*/, ''));
}

/** Names and words in a list, however it is written. */
function listOf(field: Field | undefined): readonly string[] {
  return (field?.values ?? [])
    .flatMap((value) => namesIn(plainText(value.replace(/^\[([^\]()]*)\]$/, '$1'))))
    .map((name) => name.replaceAll(/^(?:["'`]|-(?=\p{Letter}))|["'`]$/gu, '').trim())
    .filter(
      (name) => name !== '' && !isPlaceholder(name) && !/^(n\/?a|none|-|–|tbd|tba|unknown)$/i.test(name),
    );
}

/** The names of a line. A comma in brackets parts none: `Ann (with Bob, Eve)`; handles may stand without one: `@ann @bob`. */
function namesIn(text: string): readonly string[] {
  return text
    .split(/\s*[,;](?![^()]*\))\s*|\s+and\s+(?![^()]*\))|\s+&\s+(?![^()]*\))/)
    .flatMap((part) => (/^@\S+(?:\s+@\S+)+$/.test(part.trim()) ? part.trim().split(/\s+/) : [part]));
}

function styleOf(outline: Outline, fields: Fields): AdrStyle {
  const sections = new Set(
    outline.headings
      .filter((heading) => heading.depth >= 2 && heading.depth < 7)
      .map((heading) => headingWords(heading.text).toLowerCase().replace(/:$/, '')),
  );
  const has = (...names: readonly string[]): boolean => names.every((name) => sections.has(name));
  const any = (...names: readonly string[]): boolean => names.some((name) => sections.has(name));
  if (has('gist') || has('requirement', 'rationale', 'stakeholders')) return 'planguage';
  if (any('positions', 'argument') && any('issue', 'assumptions', 'implications')) return 'tyree-akerman';
  if (any('prologue', 'prologue (summary)') || has('discussion', 'solution')) return 'alexandrian';
  if (
    any('evaluation criteria', 'criteria') &&
    any('candidates to consider', 'research and analysis of each candidate', 'costs')
  )
    return 'business-case';
  if (any('considered options', 'decision outcome', 'context and problem statement')) {
    const tagged = fields.all.some((field) => field.place === 'line' && /^tags$/i.test(field.name));
    return tagged &&
      !fields.all.some((field) => field.place === 'front-matter' && /^status$/i.test(field.name))
      ? 'log4brains'
      : 'madr';
  }
  if (has('decision', 'rationale') && !any('context')) return 'merson';
  if (outline.lines.some((line) => !line.silent && /^\W*in the context of\b/i.test(line.text)))
    return 'y-statement';
  const own = fields.all.find((field) => /^status$/i.test(field.name));
  if (own?.place === 'section' || has('context', 'decision')) return 'nygard';
  return 'other';
}
