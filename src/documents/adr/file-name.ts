/** What the name of a file says of a record. */
export interface AdrFileName {
  /** As people cite it: `0001`, `ADR-7`, `ORG-ADR-Area-0007`, `20240131`; the whole name where it has no number. */
  readonly id: string;
  readonly number: number | null;
  /** ISO date, when the name begins with one. */
  readonly date: string | null;
  /** The words of the name, for records without a heading. */
  readonly words: string;
  /** How the number is written, so that the next one is written alike. */
  readonly pattern: NumberPattern;
  /** A name without number or date is a record's only when its content is one. */
  readonly certain: boolean;
}

/** `ADR-007-` = prefix `ADR-`, 3 digits. */
export interface NumberPattern {
  readonly prefix: string;
  readonly digits: number;
}

/** The endings of the text formats that records are written in. */
const recordEndings = /^(.+)\.(md|markdown|mdown|adoc|asciidoc|rst)$/i;

const notRecords =
  /^(readme|index|toc|contributing|changelog|glossary|summary|_sidebar|about|overview|backlog|adr)$/i;
/** `adr.template.md`, `template-minimal`, `ADRXXX-…-template`, `0000-template`, `_template`: forms to be filled, not records. */
const template = /(^|[-_. ])(adr)?[-_]?templates?([-_. ]|$)|^ADR[-_]?X{2,}|^X{4}-/i;
const onlyTemplate = /^(m?adr|decision|record)?[-_. ]*templates?$/i;
const draft = /^(?:(?:ADR|DR)[-_]?)?X{3,}[-_](.+)$/i;

/** A prefix up to the first number (`ADR020-e2e-tests`), else one that has digits of its own (`H2-ADR-007-x`). */
const shortPrefix = /^([A-Za-z]*(?:[-_ ][A-Za-z]+)*?[-_ ]?)(\d{1,5})([a-z]?)(?:[-_ .]+(.*))?$/;
const longPrefix = /^([A-Za-z][A-Za-z0-9]*(?:[-_ ][A-Za-z]+)*[-_ ])(\d{1,5})([a-z]?)(?:[-_ .]+(.*))?$/;

/** Words before a number that need no separator and may be in lower case. */
const knownPrefix = /^(adr|add|adl|rfc|decision|arch|dr|dec|lad|mdr|tdr|pdr)[-_ ]?$/i;
/** `ORG-ADR-Area-`, `ARCH-`: the first part in capitals, a separator before the number. */
const scopedPrefix = /^[A-Z][A-Z0-9]+(?:[-_ ][A-Z][A-Za-z]*)*[-_ ]$/;
/** `shop-api-001-`: only the content can tell that this is no other numbered file. */
const lowerScope = /^[a-z]{2,8}(?:[-_][a-z]{2,8}){0,2}[-_]$/;

/**
 * Reads a file's name as that of a record: `0001-slug.md`, `001-Title.md`, `ADR-1.md`, `ADR-001-slug.md`, `ORG-ADR-Area-0007-x.md`,
 * `0004a-x.md`, `20240131-slug.md`, `2024-01-31-slug.md`, `2020_03_03_slug.md`, `slug.md` (not certain).
 * Undefined for readmes, templates, images and other formats.
 */
export function readFileName(fileName: string): AdrFileName | undefined {
  const stem = recordEndings.exec(fileName)?.[1];
  if (stem === undefined || notRecords.test(stem)) return undefined;
  if (/template/i.test(stem) && draft.test(stem)) return undefined;
  const name = readStem(stem);
  // A numbered record may well decide on templates; a form has no number of its own, or nothing but the word behind it.
  const decides = name.number !== null && name.number > 0 && !onlyTemplate.test(name.words);
  return template.test(stem) && !draft.test(stem) && !decides ? undefined : name;
}

/** {@link readFileName} for a name without ending: also of a folder that holds one record. */
export function readStem(stem: string): AdrFileName {
  return readDated(stem) ?? readNumbered(stem) ?? unnumbered(stem);
}

function unnumbered(stem: string): AdrFileName {
  const words = draft.exec(stem)?.[1] ?? stem;
  return {
    id: stem,
    number: null,
    date: null,
    words: toWords(words),
    pattern: { prefix: '', digits: 0 },
    certain: draft.test(stem),
  };
}

function readDated(stem: string): AdrFileName | undefined {
  const dated = /^(\d{4})([-_.]?)(\d{2})\2(\d{2})(?:\d{4}|\d{6})?(?:[-_ ]+(.+))?$/.exec(stem);
  if (dated && isDate(dated[1], dated[3], dated[4])) {
    const [, year = '', , month = '', day = '', rest = ''] = dated;
    const id = rest === '' ? stem : stem.slice(0, stem.length - rest.length).replace(/[-_ ]+$/, '');
    return named({ id, date: `${year}-${month}-${day}`, rest });
  }
  const monthly = /^((?:19|20)\d{2}[-_](?:0[1-9]|1[0-2]))[-_ ]+(\D.*)$/.exec(stem);
  return monthly ? named({ id: monthly[1] ?? '', date: null, rest: monthly[2] ?? '' }) : undefined;
}

function named({ id, date, rest }: { id: string; date: string | null; rest: string }): AdrFileName {
  return {
    id,
    number: null,
    date,
    words: toWords(rest),
    pattern: { prefix: '', digits: 0 },
    certain: true,
  };
}

function readNumbered(stem: string): AdrFileName | undefined {
  return numberedBy(shortPrefix, stem) ?? numberedBy(longPrefix, stem);
}

function numberedBy(pattern: RegExp, stem: string): AdrFileName | undefined {
  const numbered = pattern.exec(stem);
  if (!numbered) return undefined;
  const [, prefix = '', digits = '', letter = '', rest = ''] = numbered;
  const certain = prefix === '' || knownPrefix.test(prefix) || scopedPrefix.test(prefix);
  if (!certain && !(lowerScope.test(prefix) && /^0\d{2,}$/.test(digits))) return undefined;
  return {
    id: `${prefix}${digits}${letter}`,
    number: Number(digits),
    date: null,
    words: toWords(rest),
    pattern: { prefix, digits: digits.length },
    certain,
  };
}

/** Whether a record's name begins with a word that stands for decision records, so that the name alone says what it is. */
export function namesDecision(name: AdrFileName): boolean {
  return name.number !== null && /(^|[-_ ])(adr|adl|dr|tdr|mdr)[-_ ]?/i.test(name.pattern.prefix);
}

function isDate(year = '', month = '', day = ''): boolean {
  return (
    Number(year) >= 1990 &&
    Number(year) < 2100 &&
    Number(month) >= 1 &&
    Number(month) <= 12 &&
    Number(day) >= 1 &&
    Number(day) <= 31
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
