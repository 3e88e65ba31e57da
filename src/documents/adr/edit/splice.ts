/** A piece of a text to be replaced: offsets into it, and what comes instead. An insertion has `start` = `end`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The text with the pieces replaced; everything else stays byte for byte. Of several insertions at one place the first comes first.
 * @throws RangeError when two pieces overlap: an edit that means two things must not be written.
 */
export function spliced(text: string, splices: readonly Splice[]): string {
  const sorted = splices.toSorted((one, other) => one.start - other.start || one.end - other.end);
  let result = '';
  let at = 0;
  for (const { start, end, text: replacement } of sorted) {
    if (start < at || end < start || end > text.length) throw new RangeError('overlapping edits of one text');
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}

/** How a text ends its lines: as its first line does. */
export function lineEndOf(text: string): '\n' | '\r\n' {
  const feed = text.indexOf('\n');
  return feed > 0 && text[feed - 1] === '\r' ? '\r\n' : '\n';
}
