import type { SourceText } from '../../../model/source-text.js';
import type { Field } from '../fields.js';
import type { OutlineHeading, OutlineLine } from '../outline.js';
import { plainText } from '../plain-text.js';
import { readRecord } from '../read-record.js';
import type { ReadRecord } from '../read-record.js';

/**
 * A part of a record's text. `body` = running text that every dialect shows as it is; `value` = a word or a few in a field, which each
 * dialect writes in its own way; `frame` = headings, marks and blanks, which belong to the dialect.
 */
export type Piece =
  | { readonly kind: 'frame'; readonly text: string }
  | { readonly kind: 'body' | 'value'; readonly slot: string; readonly text: string };

/** A record taken apart: the texts of its pieces, joined, are the text. */
export interface Pieces {
  readonly read: ReadRecord;
  readonly pieces: readonly Piece[];
  /** Headings of the sections that no dialect has a place of its own for, by slot. */
  readonly headings: ReadonlyMap<string, string>;
}

/** Sections that dialects have in common, whatever they call them. */
const sections: readonly (readonly [slot: string, heading: RegExp])[] = [
  ['context', /^(context|context and problem statement|problem statement|in the context of)$/i],
  ['drivers', /^(decision drivers|facing)$/i],
  ['options', /^(considered options|options considered|and neglected)$/i],
  ['decision', /^(decision|decision outcome|we decided for)$/i],
  ['consequences', /^(consequences|to achieve)$/i],
  ['positive', /^positive consequences$/i],
  ['negative', /^(negative consequences|accepting that)$/i],
  ['confirmation', /^(confirmation|validation)$/i],
  ['options-in-detail', /^pros and cons of the options$/i],
  ['more', /^more information$/i],
  ['links', /^links$/i],
  ['status', /^status$/i],
];

/** Fields whose values are pieces; their names in the lines under a title. */
const valueFields: readonly (readonly [slot: string, names: RegExp])[] = [
  ['status', /^status$/i],
  ['date', /^date$/i],
  ['deciders', /^(deciders|decision[- ]makers)$/i],
  ['consulted', /^consulted$/i],
  ['informed', /^informed$/i],
  ['tags', /^tags$/i],
];

/** Takes a Markdown record apart; undefined when its name is not that of a record. */
export function piecesOf(source: SourceText): Pieces | undefined {
  const read = readRecord(source);
  return read === undefined ? undefined : new Taker(source.text, read).take();
}

class Taker {
  readonly #text: string;
  readonly #read: ReadRecord;
  readonly #pieces: Piece[] = [];
  readonly #slots = new Set<string>();
  readonly #headings = new Map<string, string>();
  #at = 0;

  constructor(text: string, read: ReadRecord) {
    this.#text = text;
    this.#read = read;
  }

  take(): Pieces {
    const { outline } = this.#read;
    const title = outline.headings.find(({ depth }) => depth === 1);
    const parts = this.#sections(title);
    const firstLine = parts[0]?.line ?? outline.lines.length;
    this.#frontMatter();
    if (title) this.#title(title);
    this.#preamble(
      title?.body ?? (outline.frontMatter === undefined ? 0 : outline.frontMatter.end + 1),
      firstLine,
    );
    for (const [index, heading] of parts.entries())
      this.#section(heading, parts[index + 1]?.line ?? outline.lines.length);
    this.#frameUpTo(this.#text.length);
    return { read: this.#read, pieces: this.#pieces, headings: this.#headings };
  }

  /** Headings that begin a section: of depth 1 and 2 below the title, those that dialects nest, and clauses in bold. */
  #sections(title: OutlineHeading | undefined): readonly OutlineHeading[] {
    return this.#read.outline.headings.filter((heading) => {
      if (heading === title || (title && heading.line < title.line)) return false;
      if (heading.depth <= 2) return true;
      const slot = slotOf(heading);
      const clause = /^(in the context of|facing|and neglected|we decided for|to achieve|accepting that)$/i;
      if (heading.depth === 7) return clause.test(heading.text);
      return (
        heading.depth === 3 && ['consequences', 'positive', 'negative', 'confirmation'].includes(slot ?? '')
      );
    });
  }

  #frontMatter(): void {
    const { fields } = this.#read;
    for (const field of fields.all.filter(({ place }) => place === 'front-matter')) this.#value(field);
  }

  #title(heading: OutlineHeading): void {
    const line = this.#line(heading.line);
    if (line === undefined || this.#read.record.title === '') return;
    const at = line.text.lastIndexOf(this.#read.record.title);
    if (at > 0)
      this.#piece('value', 'title', line.start + at, line.start + at + this.#read.record.title.length);
  }

  /** The value of a field where it stands on the line that names it. */
  #value(field: Field): void {
    const slot = valueFields.find(([, names]) => names.test(field.name.replaceAll('_', '-')))?.[0];
    const line = this.#line(field.line);
    if (slot === undefined || line === undefined || this.#slots.has(slot)) return;
    const found = /^[^:：]*[:：](?:\*\*|__|\*|_)?[ \t]*(?<value>\S.*?)[ \t]*$/u.exec(line.text);
    const value = found?.groups?.['value'];
    if (value === undefined || field.values.length === 0) return;
    const start = line.start + line.text.lastIndexOf(value);
    this.#piece('value', slot, start, start + value.length);
  }

  /** The lines between title and first section: fields, and what else is said there. */
  #preamble(first: number, end: number): void {
    const fields = this.#read.fields.all.filter(
      ({ place, name, line }) =>
        place === 'line' &&
        line >= first &&
        line < end &&
        valueFields.some(([, names]) => names.test(name.replaceAll('_', '-'))),
    );
    const isText = (index: number): boolean =>
      (this.#line(index)?.text.trim() ?? '') !== '' && !fields.some(({ line }) => line === index);
    const indexes = Array.from({ length: Math.max(0, end - first) }, (_, offset) => first + offset).filter(
      isText,
    );
    const [from, to] = [indexes[0], indexes.at(-1)];
    for (const field of fields.filter(({ line }) => from === undefined || line < from)) this.#value(field);
    if (from !== undefined && to !== undefined) this.#lines('intro', from, to);
    for (const field of fields.filter(({ line }) => to !== undefined && line > to)) this.#value(field);
  }

  #section(heading: OutlineHeading, end: number): void {
    const [first, last] = this.#textLines(heading.body, end);
    const known = slotOf(heading);
    if (known === 'status' && heading.depth <= 2 && !this.#slots.has('status')) {
      if (first === undefined || last === undefined) return;
      const line = this.#line(first);
      if (line === undefined) return;
      const indent = /^\s*/.exec(line.text)?.[0].length ?? 0;
      this.#piece('value', 'status', line.start + indent, line.start + line.text.trimEnd().length);
      const [more] = this.#textLines(first + 1, end);
      if (more !== undefined) this.#lines('links', more, last);
      return;
    }
    let slot = known !== undefined && known !== 'status' && !this.#slots.has(known) ? known : undefined;
    if (slot === undefined) {
      const name = heading.text.trim();
      let count = 1;
      while (this.#headings.has(`other:${name}:${count}`)) count += 1;
      slot = `other:${name}:${count}`;
      this.#headings.set(slot, name);
    }
    if (first === undefined || last === undefined) this.#slots.add(slot);
    else this.#lines(slot, first, last);
  }

  #textLines(from: number, end: number): readonly [number | undefined, number | undefined] {
    let [first, last]: [number | undefined, number | undefined] = [undefined, undefined];
    for (let index = from; index < end; index += 1) {
      if ((this.#line(index)?.text.trim() ?? '') === '') continue;
      first ??= index;
      last = index;
    }
    return [first, last];
  }

  #lines(slot: string, first: number, last: number): void {
    const [start, end] = [this.#line(first)?.start, this.#line(last)?.end];
    if (start !== undefined && end !== undefined && !this.#slots.has(slot))
      this.#piece('body', slot, start, end);
  }

  #piece(kind: 'body' | 'value', slot: string, start: number, end: number): void {
    if (start < this.#at) return;
    this.#frameUpTo(start);
    this.#slots.add(slot);
    this.#pieces.push({ kind, slot, text: this.#text.slice(start, end) });
    this.#at = end;
  }

  #frameUpTo(end: number): void {
    if (end > this.#at) this.#pieces.push({ kind: 'frame', text: this.#text.slice(this.#at, end) });
    this.#at = end;
  }

  #line(index: number): OutlineLine | undefined {
    return this.#read.outline.lines[index];
  }
}

function slotOf(heading: OutlineHeading): string | undefined {
  const name = plainText(heading.text)
    .replace(/:$/, '')
    .replace(/^\d+[.)]\s+/, '');
  return sections.find(([, pattern]) => pattern.test(name))?.[0];
}
