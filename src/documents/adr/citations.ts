import type { SourceSpan } from '../../model/source-span.js';

/** Where a file names a record: `ADR-0007`, `ADR 7`. */
export interface Citation {
  readonly span: SourceSpan;
  /** As it is written. */
  readonly text: string;
  readonly number?: number;
  /** How many digits the number is written with. */
  readonly digits?: number;
}

/** A line of a file that may cite records. */
export interface CitingLine {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** What git has to look for: a POSIX extended regular expression. */
export const citingPattern = 'ADR[- #]{0,2}[0-9]{1,5}';

/** Longer lines are data or minified programs. */
const longest = 2_000;

/**
 * Capital `ADR` and a number, alone: not a part of a longer name (`ORG-ADR-7`, `ADR-7.2`, `ADR_7_ENABLED`), of a path or an address. That a
 * reader means this repository's records is certain only where nothing else is named before it ("Cosmos ADR 12").
 */
const named = /(?<![\w/.@#:=&?%-])ADR([- #]{0,2})(\d{1,5})(?![\w/]|[-.]\w)/g;

/** The citations of a line. Addresses, and lines that speak of another repository, cite nothing. */
export function citationsIn({ file, line, text }: CitingLine): readonly Citation[] {
  if (text.length > longest) return [];
  return [...text.matchAll(named)].flatMap((match): Citation[] => {
    const before = text.slice(0, match.index);
    // Inside an address or a link to somewhere else.
    if (
      /https?:\/\/\S*$/.test(before) ||
      /^[^\s[\]]*\]\(https?:/.test(text.slice(match.index + match[0].length))
    )
      return [];
    const column = match.index + 1;
    return [
      {
        span: { file, line, column, endLine: line, endColumn: column + match[0].length },
        text: match[0],
        number: Number(match[2]),
        digits: (match[2] ?? '').length,
      },
    ];
  });
}
