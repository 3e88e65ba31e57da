import { posix } from 'node:path';
import { plainText } from '../plain-text.js';
import type { ReadRecord } from '../read-record.js';
import { relationWords, spellingOf } from './relations.js';
import type { Spelling } from './relations.js';
import { appended, setStatus, valueSplice } from './set-status.js';
import { lineEndOf } from './splice.js';
import type { Splice } from './splice.js';
import { statusPlace } from './status-place.js';
import type { StatusLine, StatusPlace } from './status-place.js';

/** The record that a link leads to. */
export interface LinkTarget {
  readonly path: string;
  /** As people cite it: `0007`, `ADR-7`. */
  readonly id: string;
  /** The first heading as written, without its marks: `7. Use X`. */
  readonly heading: string;
}

/** A record as a target of links; a record without a heading is called by its title. */
export function linkTarget({ record, outline }: ReadRecord): LinkTarget {
  const heading = outline.headings.find(({ depth }) => depth === 1)?.text ?? '';
  const shown = heading.includes('](') ? plainText(heading) : heading;
  return { path: record.path, id: record.id, heading: shown === '' ? record.title : shown };
}

/** How the records of a log write links; taken from the log as a whole, so that one without links follows its neighbours. */
export interface LinkStyle {
  readonly spelling: Spelling;
}

/** @param records all of a log with their texts. */
export function linkStyleOf(
  records: readonly { readonly read: ReadRecord; readonly text: string }[],
): LinkStyle {
  const adrTools = records.every(({ read }) => read.style === 'nygard' || read.style === 'other');
  return {
    spelling: spellingOf(
      records.map(({ text }) => text),
      adrTools,
    ),
  };
}

/**
 * The edit that writes a link into a record: a paragraph of its Status section (Nygard, adr-tools), else an item of its section on links
 * (MADR, log4brains), which is made at the end where there is none.
 * @param words what is said before the link, e.g. `Amends`; written as they are.
 */
export function addLink(
  read: ReadRecord,
  text: string,
  words: string,
  target: LinkTarget,
): readonly Splice[] {
  const place = statusPlace(read);
  if (place.kind === 'section') {
    const said = `${words} ${inline(read, target.heading, target.path)}`;
    return hasLink(text, place, said) ? [] : [appended(read, text, place, said)];
  }
  return linkItem(read, text, `${words} ${inline(read, labelOf(target), target.path)}`);
}

/**
 * The edits by which a record says that another one took its place: its state becomes that, and the state before it goes. What else
 * the status says (dates, other links) stays.
 * @throws InputError when the state is written in a way that cannot be edited safely.
 */
export function markSuperseded(
  read: ReadRecord,
  text: string,
  target: LinkTarget,
  style: LinkStyle,
): readonly Splice[] {
  const place = statusPlace(read);
  const words = relationWords('superseded by', style.spelling, place.kind !== 'value');
  if (place.kind === 'value') {
    const linked = place.place !== 'front-matter' || text.slice(place.start, place.end).includes('](');
    const shown = linked ? inline(read, labelOf(target), target.path) : citation(target.id);
    return [valueSplice(text, place, `${words} ${shown}`)];
  }
  if (place.kind !== 'section')
    return setStatus(
      read,
      text,
      `${relationWords('superseded by', style.spelling, true)} ${inline(read, target.heading, target.path)}`,
    );
  const said = `${words} ${inline(read, target.heading, target.path)}`;
  if (hasLink(text, place, said)) return [];
  const kept = place.lines.filter((line) => !isState(line));
  const [first] = place.lines;
  const end = place.lines.at(-1)?.end;
  if (kept.length === 0 && first !== undefined && end !== undefined)
    return [{ start: first.start, end, text: said }];
  return [...withoutStates(read, place), appended(read, text, place, said)];
}

const isState = (line: StatusLine): boolean => line.bare && line.box === undefined;

/** The edits that take bare states out of a section which has other lines too, each with the blank lines that follow or, at the end, precede it. */
function withoutStates(
  { outline }: ReadRecord,
  { lines }: Extract<StatusPlace, { kind: 'section' }>,
): readonly Splice[] {
  const lastKept = lines.findLastIndex((line) => !isState(line));
  const splices = lines.slice(0, lastKept).flatMap((line, at) => {
    const next = outline.lines[lines[at + 1]?.index ?? -1];
    return isState(line) && next ? [{ start: line.line.start, end: next.start, text: '' }] : [];
  });
  const last = lines.at(-1);
  const before = lines[lastKept];
  if (last === undefined || before === undefined || last === before) return splices;
  return [...splices, { start: before.line.end, end: last.line.end, text: '' }];
}

function hasLink(text: string, place: Extract<StatusPlace, { kind: 'section' }>, said: string): boolean {
  return place.lines.some((line) => text.slice(line.start, line.end) === said);
}

/** Sections that hold a list of links. */
const linkSection = /^(links?|related (?:decisions|adrs|records)|see also|more information)$/i;

function linkItem(read: ReadRecord, text: string, said: string): readonly Splice[] {
  const { outline } = read;
  const lineEnd = lineEndOf(text);
  const sections = outline.headings.filter(
    (heading) => heading.depth < 7 && linkSection.test(plainText(heading.text).replace(/:$/, '')),
  );
  const heading = sections.find(({ text: name }) => !/more information/i.test(name)) ?? sections[0];
  if (heading === undefined) {
    const body = outline.lines.findLast((line) => line.text.trim() !== '')?.end ?? 0;
    const [mark, bullet] = outline.format === 'asciidoc' ? ['==', '*'] : ['##', bulletOf(text)];
    const tail = text.slice(body);
    return [
      {
        start: body,
        end: body,
        text: `${lineEnd}${lineEnd}${mark} Links${lineEnd}${lineEnd}${bullet} ${said}${tail === '' ? lineEnd : ''}`,
      },
    ];
  }
  let last = heading.end - 1;
  while (last >= heading.body && (outline.lines[last]?.text.trim() ?? '') === '') last -= 1;
  const line = outline.lines[Math.max(last, heading.body - 1)];
  if (outline.lines.slice(heading.body, heading.end).some(({ text: other }) => other.includes(said)))
    return [];
  const at = line?.end ?? text.length;
  const item = /^(\s*[-*+]\s+)\S/.exec(line?.text ?? '')?.[1];
  const gap = item !== undefined && last >= heading.body ? lineEnd : lineEnd + lineEnd;
  return [{ start: at, end: at, text: `${gap}${item ?? `${bulletOf(text)} `}${said}` }];
}

/** The mark that a text's lists begin with. */
function bulletOf(text: string): string {
  return /^([-*+])\s+\S/m.exec(text)?.[1] ?? '-';
}

/** MADR cites `ADR-0007`, log4brains the name of the file. */
function labelOf(target: LinkTarget): string {
  return /^\d{8}$/.test(target.id) ? posix.basename(target.path).replace(/\.\w+$/, '') : citation(target.id);
}

/** `0007` is cited as `ADR-0007`, an id that has letters as it is. */
export function citation(id: string): string {
  return /^\d+[a-z]?$/.test(id) ? `ADR-${id}` : id;
}

/** An inline link in the format of the record, relative to its folder. */
function inline({ outline, record }: ReadRecord, label: string, path: string): string {
  const url = encoded(posix.relative(posix.dirname(record.path), path));
  if (outline.format === 'asciidoc') return `xref:${url}[${label}]`;
  if (outline.format === 'restructuredtext') return `\`${label} <${url}>\`_`;
  return `[${label.replaceAll(/(?<!\\)[[\]]/g, (mark) => `\\${mark}`)}](${url})`;
}

/** What would end a Markdown link's address is written as its code; other scripts stay readable. */
function encoded(path: string): string {
  return path.replaceAll(
    /[\s()<>%]/g,
    (character) => `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
