import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';

/** `Name=value` in a unit file. */
export interface UnitEntry {
  readonly section: string;
  readonly name: string;
  readonly value: string;
  readonly span: SourceSpan;
}

/**
 * The settings of a unit file of systemd, in order; comments are left out, and a line that ends with a backslash goes on in the next.
 * Source: https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html
 */
export function unitEntries(source: SourceText): readonly UnitEntry[] {
  const entries: UnitEntry[] = [];
  let section = '';
  for (let line = 1; line <= source.lineStarts.length; line += 1) {
    const first = line;
    let text = source.line(line);
    if (/^\s*([#;]|$)/.test(text)) continue;
    while (text.endsWith('\\') && line < source.lineStarts.length && text.length < 16_384) {
      line += 1;
      const next = source.line(line);
      text = /^\s*[#;]/.test(next) ? text : `${text.slice(0, -1)} ${next.trim()}`;
      if (/^\s*[#;]/.test(next) && line >= source.lineStarts.length) break;
    }
    const head = /^\s*\[([^\]]+)\]\s*$/.exec(text);
    if (head) {
      section = head[1] ?? '';
      continue;
    }
    const pair = /^\s*([A-Za-z][\w-]*)\s*=\s*(.*?)\s*$/.exec(text);
    if (!pair) continue;
    const start = source.lineStarts[first - 1] ?? 0;
    const end = (source.lineStarts[line - 1] ?? 0) + source.line(line).length;
    entries.push({ section, name: pair[1] ?? '', value: pair[2] ?? '', span: source.span(start, end) });
  }
  return entries;
}

const units: ReadonlyMap<string, number> = new Map([
  ['us', 0.000_001],
  ['usec', 0.000_001],
  ['ms', 0.001],
  ['msec', 0.001],
  ['', 1],
  ['s', 1],
  ['sec', 1],
  ['second', 1],
  ['seconds', 1],
  ['m', 60],
  ['min', 60],
  ['minute', 60],
  ['minutes', 60],
  ['h', 3_600],
  ['hr', 3_600],
  ['hour', 3_600],
  ['hours', 3_600],
  ['d', 86_400],
  ['day', 86_400],
  ['days', 86_400],
]);

/** Seconds of a time span (`30`, `1min 20s`, `500ms`); undefined for `infinity` and for what is none. */
export function secondsOfTimeSpan(text: string): number | undefined {
  if (
    text.length > 64 ||
    !/\d/.test(text) ||
    !/^\s*(?:\d+(?:\.\d+)?\s*[a-z]+\s*)*(?:\d+(?:\.\d+)?\s*)?$/.test(text)
  )
    return undefined;
  let seconds = 0;
  for (const [, number, unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]*)/g)) {
    const factor = units.get(unit);
    if (factor === undefined) return undefined;
    seconds += Number(number) * factor;
  }
  return seconds;
}
