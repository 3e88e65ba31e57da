import { InputError } from '../../../model/input-error.js';
import { plainText } from '../plain-text.js';
import type { ReadRecord } from '../read-record.js';
import { normaliseStatus } from '../status-words.js';
import { fieldSplice } from './add-field.js';
import { capitalised } from './relations.js';
import type { Splice } from './splice.js';
import { statusPlace } from './status-place.js';
import type { StatusLine, StatusPlace } from './status-place.js';

/**
 * The edit that gives a record another state, where and how the record says it: in front matter, a bullet, a table, a heading or a
 * section, with or without a capital, by ticking the right box.
 * @throws InputError when the state is written in a way that no one line stands for.
 */
export function setStatus(read: ReadRecord, text: string, status: string): readonly Splice[] {
  const place = statusPlace(read);
  if (place.kind === 'none') return [fieldSplice(read, text, 'Status', status)];
  if (place.kind === 'scattered') throw scattered(read, place.line);
  if (place.kind === 'value') return [valueSplice(text, place, status)];
  return sectionSplices(read, text, place, status);
}

/** The refusal to edit what several lines say together. */
export function scattered(read: ReadRecord, line: number): InputError {
  return new InputError(
    `${read.record.path}:${line}: the status is written in a way that cannot be edited safely`,
    'Change it by hand.',
  );
}

/** A value of front matter is quoted where it was, or where YAML would take it for something else. */
export function valueSplice(
  text: string,
  place: Extract<StatusPlace, { kind: 'value' }>,
  status: string,
): Splice {
  const written = text.slice(place.start, place.end);
  const value = alikeCase(written, status);
  if (place.place === 'front-matter') {
    const quote = /^["']/.exec(written)?.[0] ?? (needsQuotes(value) ? '"' : '');
    const before = /[ \t]$/.test(text.slice(0, place.start)) ? '' : ' ';
    return { start: place.start, end: place.end, text: before + quoted(value, quote) };
  }
  const gap = place.start === place.end && !/[\s|]$/.test(text.slice(0, place.start)) ? ' ' : '';
  return {
    start: place.start,
    end: place.end,
    text: gap + (place.place === 'table' ? value.replaceAll('|', '\\|') : value),
  };
}

function quoted(value: string, quote: string): string {
  if (quote === '"') return JSON.stringify(value);
  return quote === "'" ? `'${value.replaceAll("'", "''")}'` : value;
}

function needsQuotes(value: string): boolean {
  return (
    /^[\s[{!&*|>'"%@`#,?:-]|:\s|\s#|[:\s]$/.test(value) || /^(true|false|null|yes|no|on|off|~)$/i.test(value)
  );
}

/** `Accepted` where the old value begins with a capital, `accepted` where not; other words than known states stay as they were given. */
function alikeCase(written: string, status: string): string {
  const old = plainText(written.replaceAll(/^["']|["']$/g, ''));
  const first = /\p{Letter}/u.exec(old)?.[0];
  const known = normaliseStatus(status) === status.toLowerCase() || /^super[cs]ed/i.test(status);
  if (first === undefined || !known) return status;
  return first === first.toUpperCase() && first !== first.toLowerCase()
    ? capitalised(status)
    : status.slice(0, 1).toLowerCase() + status.slice(1);
}

function sectionSplices(
  read: ReadRecord,
  text: string,
  place: Extract<StatusPlace, { kind: 'section' }>,
  status: string,
): readonly Splice[] {
  const boxes = place.lines.filter((line) => line.box !== undefined);
  if (boxes.length > 1) return tickedBox(read, text, boxes, place.heading.line + 1, status);
  const line = stateLine(text, place.lines);
  if (line !== undefined) {
    const written = text.slice(line.start, line.end);
    return [{ start: line.start, end: line.end, text: alikeCase(written, capitalisedState(status)) }];
  }
  return [appended(read, text, place, capitalisedState(status))];
}

/** The line of a section that a new state takes the place of: the bare state, else "Superseded by …", else the first line that is no link. */
function stateLine(text: string, lines: readonly StatusLine[]): StatusLine | undefined {
  const said = (line: StatusLine): string => plainText(text.slice(line.start, line.end));
  return (
    lines.find((line) => line.bare) ??
    lines.find((line) => /^super[cs]ee?ded\b/i.test(said(line))) ??
    lines.find((line) => !/\]\(|\]\[/.test(text.slice(line.start, line.end)))
  );
}

function tickedBox(
  read: ReadRecord,
  text: string,
  boxes: readonly StatusLine[],
  line: number,
  status: string,
): readonly Splice[] {
  const wanted = normaliseStatus(status);
  const chosen = boxes.find((box) => normaliseStatus(plainText(text.slice(box.start, box.end))) === wanted);
  if (chosen === undefined) throw scattered(read, line);
  return boxes.flatMap(({ box }) => {
    if (box === undefined) return [];
    const mark = box === chosen.box ? 'x' : ' ';
    const now = text.slice(box, box + 1);
    return now.toLowerCase() === mark ? [] : [{ start: box, end: box + 1, text: mark }];
  });
}

/** The edit that adds a paragraph to the end of a section, before its first sub-section. */
export function appended(
  { outline }: ReadRecord,
  text: string,
  place: Extract<StatusPlace, { kind: 'section' }>,
  paragraph: string,
): Splice {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  let last = place.end - 1;
  while (last >= place.heading.body && (outline.lines[last]?.text.trim() ?? '') === '') last -= 1;
  const line = outline.lines[Math.max(last, place.heading.body - 1)];
  const at = line?.end ?? text.length;
  const isItem = last >= place.heading.body && /^\s*[-*+]\s/.exec(line?.text ?? '');
  if (isItem) return { start: at, end: at, text: `${lineEnd}${isItem[0]}${paragraph}` };
  return { start: at, end: at, text: `${lineEnd}${lineEnd}${paragraph}` };
}

/** A known state begins a paragraph with a capital; other words stay as they are. */
function capitalisedState(text: string): string {
  return normaliseStatus(text) === text ? capitalised(text) : text;
}
