import { posix } from 'node:path';
import { readFileName, readStem, slugOf } from './file-name.js';
import type { AdrFileName } from './file-name.js';

/** How the files of a log are named. */
export interface Naming {
  readonly kind: 'numbered' | 'dated' | 'unnumbered';
  /** Before a number: `ADR-`, or nothing. */
  readonly prefix: string;
  /** Least digits of a number. */
  readonly digits: number;
  /** Between the parts of a date: `20240131`, `2024-01-31`, `2024_01_31`. */
  readonly dateMark: string;
  /** Between number or date and words. */
  readonly separator: string;
  /** Between words. */
  readonly wordMark: string;
  readonly capitals: boolean;
  readonly ending: string;
  /** Where each record has a folder of its own, the file in it, or `` where the file is named as its folder. */
  readonly fileInFolder: string | undefined;
}

/** As adr-tools and MADR name them: `0007-use-x.md`. */
export const defaultNaming: Naming = {
  kind: 'numbered',
  prefix: '',
  digits: 4,
  dateMark: '',
  separator: '-',
  wordMark: '-',
  capitals: false,
  ending: '.md',
  fileInFolder: undefined,
};

interface Neighbour {
  readonly name: AdrFileName;
  readonly stem: string;
  readonly path: string;
  readonly inFolder: boolean;
}

/**
 * How a log names its files, judged by its last records; {@link defaultNaming} for a log without any.
 * @param folder of the log.
 * @param paths of all records.
 */
export function namingOf(folder: string, paths: readonly string[]): Naming {
  const neighbours = paths.map((path) => neighbourAt(folder, path)).filter((one) => one !== undefined);
  const kindOf = ({ name }: Neighbour): Naming['kind'] =>
    name.number !== null ? 'numbered' : name.date === null ? 'unnumbered' : 'dated';
  const kinds = neighbours.map(kindOf);
  const count = (kind: Naming['kind']): number => kinds.filter((other) => other === kind).length;
  const kind = (['numbered', 'dated', 'unnumbered'] as const).toSorted((a, b) => count(b) - count(a))[0];
  const alike = neighbours.filter((one) => kindOf(one) === kind).toSorted(byAge);
  const last = alike.at(-1);
  if (kind === undefined || last === undefined) return defaultNaming;
  const recent = alike.slice(-5);
  const rest = (one: Neighbour): string =>
    kind === 'unnumbered' ? one.stem : one.stem.slice(one.name.id.length);
  const separators = recent.map((one) => /^[-_ .]+/.exec(rest(one))?.[0] ?? '').filter((mark) => mark !== '');
  const words = recent.map((one) => rest(one).replace(/^[-_ .]+/, ''));
  const marks = words.flatMap((text) => /[-_ ]/.exec(text)?.[0] ?? []);
  const separator = separators.at(-1) ?? '-';
  return {
    kind,
    prefix: last.name.pattern.prefix,
    digits: Math.max(last.name.pattern.digits, 1),
    dateMark: /^\d{4}([-_.])\d/.exec(last.stem)?.[1] ?? '',
    separator,
    wordMark: marks.at(-1) ?? (separator === '_' ? '_' : '-'),
    capitals:
      words.some((text) => /\p{Uppercase}/u.test(text.slice(1))) &&
      words.every((text) => /^\P{Lowercase}/u.test(text)),
    ending: last.inFolder ? '.md' : (/\.(?:markdown|mdown)$/i.exec(last.path)?.[0] ?? '.md'),
    fileInFolder: last.inFolder ? fileIn(last) : undefined,
  };
}

function neighbourAt(folder: string, path: string): Neighbour | undefined {
  const base = posix.basename(path);
  const above = posix.dirname(path);
  if (above !== folder && posix.dirname(above) === folder) {
    const stem = posix.basename(above);
    return { name: readStem(stem), stem, path, inFolder: true };
  }
  const name = readFileName(base);
  return name && { name, stem: base.replace(/\.\w+$/, ''), path, inFolder: false };
}

function byAge(one: Neighbour, other: Neighbour): number {
  if (one.name.number !== null && other.name.number !== null) return one.name.number - other.name.number;
  return one.stem < other.stem ? -1 : 1;
}

function fileIn({ path, stem }: Neighbour): string {
  const base = posix.basename(path);
  return base.replace(/\.\w+$/, '') === stem ? '' : base;
}

/** The id of a new record: its number as the log writes numbers, or its date; empty in a log that has neither. */
export function idOf(naming: Naming, number: number | string, date: string): string {
  if (typeof number === 'string') return naming.prefix + number;
  if (naming.kind === 'numbered') return naming.prefix + String(number).padStart(naming.digits, '0');
  if (naming.kind === 'dated') return date.replaceAll('-', naming.dateMark);
  return '';
}

/** The path of a new record below the folder of its log. */
export function pathOf(folder: string, naming: Naming, id: string, title: string): string {
  const words = slugWords(title, naming);
  const stem = id === '' ? words : `${id}${naming.separator}${words}`;
  if (naming.fileInFolder === undefined) return posix.join(folder, stem + naming.ending);
  return posix.join(folder, stem, naming.fileInFolder === '' ? `${stem}.md` : naming.fileInFolder);
}

function slugWords(title: string, { wordMark, capitals }: Naming): string {
  if (!capitals) return slugOf(title).replaceAll('-', wordMark);
  const words = title
    .normalize('NFC')
    .split(/[^\p{Letter}\p{Mark}\p{Number}]+/u)
    .filter(Boolean);
  const slug = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(wordMark);
  return slug === '' ? 'Record' : slug;
}
