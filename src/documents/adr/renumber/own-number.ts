import type { Splice } from '../edit/splice.js';
import type { ReadRecord } from '../read-record.js';

/** Keys of front matter that hold a record's own number or id. */
const ownKeys = /^(id|number|adr|adr[-_]?(?:id|number|no)|nr|index)$/i;

/**
 * The places where a record says its own number: at the beginning of its heading (`# 27. Use X`, `# ADR-0027: Use X`, `# XXXX. Use X`) and in
 * its front matter.
 */
export function ownNumber(read: ReadRecord, oldNumber: number | null, newNumber: number): readonly Splice[] {
  const { outline, fields } = read;
  const splices: Splice[] = [];
  const heading = outline.headings.find(({ depth }) => depth === 1);
  const title = heading && outline.lines[heading.line];
  const before =
    title &&
    /^(?:[#=]+\s+)?(?:[^\p{Letter}\p{Number}]|\[)*(?:[A-Z][A-Za-z]*[-_ #]{0,2}(?:[A-Za-z]+[-_])?)?/u.exec(
      title.text,
    )?.[0];
  if (title && before !== undefined)
    push(splices, title.start + before.length, title.text.slice(before.length));
  // `# XXXX. Use X`: the letters of the draft themselves.
  const draft = title && oldNumber === null ? /X{3,}/.exec(title.text) : null;
  if (title && draft && splices.length === 0) {
    const isId = /[-_]$/.test(title.text.slice(0, draft.index));
    splices.push({
      start: title.start + draft.index,
      end: title.start + draft.index + draft[0].length,
      text: isId ? String(newNumber).padStart(draft[0].length, '0') : String(newNumber),
    });
  }
  for (const field of fields.all) {
    const line = outline.lines[field.line];
    if (field.place !== 'front-matter' || !ownKeys.test(field.name) || line === undefined) continue;
    const value = /^[^:]+:\s*["']?(?:[A-Za-z]+[-_ ])*[A-Za-z]*/.exec(line.text)?.[0].length ?? 0;
    push(splices, line.start + value, line.text.slice(value));
  }
  return splices;

  function push(into: Splice[], start: number, rest: string): void {
    const number = /^(0*)(\d+)(?![\p{Letter}\p{Number}])/u.exec(rest);
    if (!number || Number(number[2]) !== oldNumber) return;
    const zeros = number[1] ?? '';
    into.push({
      start,
      end: start + number[0].length,
      text: zeros === '' ? String(newNumber) : String(newNumber).padStart(number[0].length, '0'),
    });
  }
}
