import type { Splice } from '../edit/splice.js';

/** A record that is about to get another name and number. */
export interface Renumbering {
  /** Name without ending, or of the record's folder: `0027-use-x`, `XXXX-use-x`. */
  readonly oldName: string;
  readonly newName: string;
  /** Null for a draft, which nobody can cite by number. */
  readonly oldNumber: number | null;
  readonly newNumber: number;
  /** Letters before the number in the log's own ids, without the mark behind them: `ADR`, `ARCH`; `ADR` is always known. */
  readonly prefix: string;
  /** Last part of the log's folder: `adr` in `docs/adr/0027`. */
  readonly folder: string;
}

/** A place where a text cites a record. */
export interface Citation extends Splice {
  /**
   * name: the file is named, so nothing else can be meant; number: `ADR-27`, which every record with that number may claim.
   */
  readonly by: 'name' | 'number';
}

/**
 * The places where a text names a record, with what they are to become: file names with or without ending, in links and elsewhere, the
 * number in the label of such a link and in its table row, `ADR-0027`, `ADR 27`, `ADRs 26 and 27`, `docs/adr/0027`. Zeros before a number
 * are kept as they are written.
 */
export function citationsIn(text: string, what: Renumbering): readonly Citation[] {
  const named = namesIn(text, what);
  const labels = what.oldNumber === null ? [] : labelsOf(text, what.oldNumber, what.newNumber, named);
  const numbers = what.oldNumber === null ? [] : numbersIn(text, { ...what, oldNumber: what.oldNumber });
  const taken: Citation[] = [];
  for (const citation of [...named, ...labels, ...numbers])
    if (!taken.some(({ start, end }) => citation.start < end && start < citation.end)) taken.push(citation);
  return taken.toSorted((one, other) => one.start - other.start);
}

/** Whether a text may cite the record at all: a cheap question before the text is looked through. */
export function mayCite(text: string, { oldName, oldNumber }: Renumbering): boolean {
  return text.includes(oldName) || (oldNumber !== null && text.includes(String(oldNumber)));
}

function namesIn(text: string, { oldName, newName }: Renumbering): readonly Citation[] {
  const found: Citation[] = [];
  const encoded = encodeURI(oldName);
  for (const [written, replacement] of new Map([
    [oldName, newName],
    [encoded, encodeURI(newName)],
  ]))
    for (let at = text.indexOf(written); at !== -1; at = text.indexOf(written, at + written.length)) {
      const before = text[at - 1] ?? '';
      const after = text.slice(at + written.length, at + written.length + 2);
      if (/[\p{Letter}\p{Number}_-]/u.test(before) || /^(?:[\p{Letter}\p{Number}_]|-\w)/u.test(after))
        continue;
      found.push({ start: at, end: at + written.length, text: replacement, by: 'name' });
    }
  return found;
}

/** Numbers in the label of a Markdown link whose address names the record, and alone in a cell of the same table row. */
function labelsOf(
  text: string,
  oldNumber: number,
  newNumber: number,
  named: readonly Citation[],
): readonly Citation[] {
  const found: Citation[] = [];
  for (const { start } of named) {
    const line = lineAround(text, start);
    const opening = text.lastIndexOf('](', start);
    const label = opening > line.start ? text.lastIndexOf('[', opening) : -1;
    if (label > line.start - 1 && opening !== -1 && !text.slice(opening, start).includes(')')) {
      const inside = text.slice(label + 1, opening);
      const number = new RegExp(
        String.raw`^(\W*(?:[A-Za-z]+[-_ #]{0,2})?)(0*)${oldNumber}(?![\p{Letter}\p{Number}])`,
        'u',
      ).exec(inside);
      if (number)
        found.push(numberAt(label + 1 + (number[1] ?? '').length, number[2] ?? '', oldNumber, newNumber));
    }
    if (!text.slice(line.start, line.end).trimStart().startsWith('|')) continue;
    for (const cell of text.slice(line.start, line.end).matchAll(/(?<=\|\s*)(0*)(\d+)(?=\s*\|)/g))
      if (Number(cell[2]) === oldNumber)
        found.push(numberAt(line.start + cell.index, cell[1] ?? '', oldNumber, newNumber));
  }
  return found;
}

function numbersIn(text: string, what: Renumbering & { readonly oldNumber: number }): readonly Citation[] {
  const found: Citation[] = [];
  const words = [...new Set(['ADR', 'Adr', 'adr', what.prefix].filter((word) => word !== ''))]
    .map((word) => word.replaceAll(/[^\w]/g, String.raw`\$&`))
    .join('|');
  const cited = new RegExp(
    String.raw`(?<![\p{Letter}\p{Number}])(?:(?:${words})s?(?:[-_ #]|\s#|-#)?|(?<=[/\\])${escaped(what.folder)}[/\\]|^${escaped(what.folder)}/)((?:\d+(?![\p{Letter}\p{Number}])(?:\s*(?:,|and|&|/|or)\s*(?:and\s+)?)?)+)`,
    'gmu',
  );
  for (const match of text.matchAll(cited)) {
    const list = match[1] ?? '';
    const start = match.index + match[0].length - list.length;
    for (const number of list.matchAll(/(0*)(\d+)/g)) {
      const end = start + number.index + number[0].length;
      if (
        Number(number[2]) !== what.oldNumber ||
        /^(?:-[\p{Letter}\p{Number}]|\.\d|[\p{Letter}_])/u.test(text.slice(end, end + 2))
      )
        continue;
      found.push({
        ...numberAt(start + number.index, number[1] ?? '', what.oldNumber, what.newNumber),
        by: 'number',
      });
    }
  }
  return found;
}

/** A number with its zeros: `0027` becomes `0031`, `27` becomes `31`. */
function numberAt(start: number, zeros: string, oldNumber: number, newNumber: number): Citation {
  const length = zeros.length + String(oldNumber).length;
  const text = zeros === '' ? String(newNumber) : String(newNumber).padStart(length, '0');
  return { start, end: start + length, text, by: 'name' };
}

function lineAround(text: string, at: number): { readonly start: number; readonly end: number } {
  const end = text.indexOf('\n', at);
  return { start: text.lastIndexOf('\n', at - 1) + 1, end: end === -1 ? text.length : end };
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
