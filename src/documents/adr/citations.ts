import type { SourceSpan } from '../../model/source-span.js';

/** Where a file names a record: `ADR-0007`, `ADR 7`. */
export interface Citation {
  readonly span: SourceSpan;
  /** As it is written. */
  readonly text: string;
  readonly number?: number;
  /** How many digits the number is written with. */
  readonly digits?: number;
  /** Of an id with a scope, see {@link seriesOf}; empty for `ADR-7`, which may mean a record of any log. */
  readonly series?: string;
}

/** A line of a file that may cite records. */
export interface CitingLine {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** The series that a prefix of ids makes: `ADR-7` and `0007` are one, `ORG-ADR-Area-7` and `ARCH-7` are others. */
export function seriesOf(prefix: string): string {
  return prefix
    .toLowerCase()
    .replace(/(^|[-_ ])adr[-_ ]?/, '$1')
    .replaceAll(/[-_ ]+/g, '-');
}

/**
 * What stands before the number where records are cited: `ADR`, and the scopes of a log's own ids, `ORG-ADR-Area`. Those of the IETF's RFCs
 * are left out: whoever writes "RFC 20" hardly means a record.
 */
export function citingWords(prefixes: Iterable<string>): readonly string[] {
  const words = new Set(['ADR']);
  for (const prefix of prefixes) {
    const word = prefix.replace(/[-_ ]+$/, '');
    if (seriesOf(prefix) !== '' && word.length > 2 && !/^rfc$/i.test(word)) words.add(word);
  }
  return [...words].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

/** What git has to look for: a POSIX extended regular expression. */
export function citingPattern(words: readonly string[]): string {
  return `(${words.join('|')})[- #]{0,2}[0-9]{1,5}`;
}

/** Longer lines are data or minified programs. */
const longest = 2_000;

/**
 * `ADR` or a scope and a number, alone: not a part of a longer name (`ORG-ADR-7`, `ADR-7.2`, `ADR_7_ENABLED`), of a path or an address. That a
 * reader means this repository's records is certain only where nothing else is named before it ("Cosmos ADR 12").
 */
const named = (words: readonly string[]): RegExp =>
  new RegExp(String.raw`(?<![\w/.@#:=&?%-])(${words.join('|')})[- #]{0,2}(\d{1,5})(?![\w/]|[-.]\w)`, 'g');

/** The citations of a line. Addresses, and lines that speak of another repository, cite nothing. */
export function citationsIn(
  { file, line, text }: CitingLine,
  words: readonly string[] = citingWords([]),
): readonly Citation[] {
  if (text.length > longest) return [];
  return [...text.matchAll(named(words))].flatMap((match): Citation[] => {
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
        series: seriesOf(`${match[1] ?? ''}-`),
      },
    ];
  });
}
