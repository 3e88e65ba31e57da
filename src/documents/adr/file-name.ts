/** What the name of a file says of a record. */
export interface AdrFileName {
  readonly id: string;
  readonly number: number | null;
  /** The words of the name, for records without a heading. */
  readonly words: string;
  /** How the number is written, so that the next one is written alike. */
  readonly pattern: NumberPattern;
}

/** `ADR-007-` = prefix `ADR-`, 3 digits. */
export interface NumberPattern {
  readonly prefix: string;
  readonly digits: number;
}

const notRecords =
  /^(readme|index|template|adr-template|_?template.*|.*[-_]template|toc|contributing|changelog)$/i;

/**
 * Reads a file's name as that of a record: `0001-slug.md`, `001-Title.md`, `ADR-1.md`, `ADR-001-slug.md`, `adr_0007_x.md`,
 * `20240131-slug.md`, `2024-01-31-slug.md`. Undefined for readmes, templates, images and names without a number or date.
 */
export function readFileName(fileName: string): AdrFileName | undefined {
  const stem = /^(.+)\.(md|markdown)$/i.exec(fileName)?.[1];
  if (stem === undefined || notRecords.test(stem)) return undefined;
  const dated = /^(\d{4})[-_]?(\d{2})[-_]?(\d{2})[-_ ](.+)$/.exec(stem);
  if (dated && isDate(dated[1], dated[2], dated[3])) {
    const id = stem.slice(0, stem.length - (dated[4]?.length ?? 0) - 1);
    return { id, number: null, words: toWords(dated[4] ?? ''), pattern: { prefix: '', digits: 0 } };
  }
  const numbered = /^((?:[A-Za-z]+[-_ ]?)?)(\d{1,5})([a-z]?)(?:[-_ .]+(.*))?$/.exec(stem);
  if (!numbered) return undefined;
  const [, prefix = '', digits = '', letter = '', rest = ''] = numbered;
  if (prefix !== '' && !/^(adr|add|rfc|decision|arch|dr)[-_ ]?$/i.test(prefix)) return undefined;
  return {
    id: `${prefix}${digits}${letter}`,
    number: Number(digits),
    words: toWords(rest),
    pattern: { prefix, digits: digits.length },
  };
}

function isDate(year = '', month = '', day = ''): boolean {
  return (
    Number(year) >= 1990 && Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31
  );
}

function toWords(slug: string): string {
  return slug.replaceAll(/[-_]+/g, ' ').trim();
}

/**
 * The slug of a title as adr-tools makes it – every run of other characters becomes one `-`, lower case – except that letters and
 * digits of every script are kept (adr-tools loses them and leaves an empty name).
 */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Mark}\p{Number}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return slug === '' ? 'record' : slug;
}
