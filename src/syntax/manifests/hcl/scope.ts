import { blocksOf, type HclAttribute, type HclBody, type HclValue } from './value.js';

/** References may lead to each other this often. */
const furthest = 8;

/** A text is put together of at most this many parts, so that variables which double each other stay small. */
const mostParts = 500;

/** What `var.x` and `local.x` stand for in one directory: the defaults of variables, and locals. Values that a run sets are not seen. */
export class HclScope {
  readonly #values = new Map<string, HclValue>();
  #parts = 0;

  constructor(files: readonly HclBody[]) {
    for (const file of files) {
      for (const { labels, attributes } of blocksOf(file, 'variable')) {
        const value = attributes.get('default')?.value;
        if (value) this.#values.set(`var.${labels[0] ?? ''}`, value);
      }
      for (const { attributes } of blocksOf(file, 'locals'))
        for (const [name, { value }] of attributes) this.#values.set(`local.${name}`, value);
    }
  }

  /** The text of an attribute; undefined when it is absent, no text, or made of something that is not known. */
  text(attribute: HclAttribute | undefined): string | undefined {
    this.#parts = 0;
    return attribute && this.#textOf(attribute.value, 0);
  }

  /** The texts of a list; those that are not known are left out. */
  texts(attribute: HclAttribute | undefined): readonly string[] {
    const value = attribute && this.#resolved(attribute.value, 0);
    this.#parts = 0;
    return value?.kind === 'list' ? value.items.flatMap((item) => this.#textOf(item, 0) ?? []) : [];
  }

  /** The value that an attribute stands for, references followed. */
  value(attribute: HclAttribute | undefined): HclValue | undefined {
    return attribute && this.#resolved(attribute.value, 0);
  }

  #resolved(value: HclValue, steps: number): HclValue {
    if (value.kind !== 'reference' || steps > furthest) return value;
    const [root = '', name = '', ...rest] = value.path;
    let found = this.#values.get(`${root}.${name}`);
    for (const key of rest) {
      const map: HclValue | undefined = found && this.#resolved(found, steps + 1);
      found = map?.kind === 'map' ? map.entries.get(key)?.value : undefined;
    }
    return found === undefined ? value : this.#resolved(found, steps + 1);
  }

  #textOf(value: HclValue, steps: number): string | undefined {
    const resolved = this.#resolved(value, steps);
    if (resolved.kind === 'text') return resolved.text;
    this.#parts += 1;
    if (resolved.kind !== 'template' || steps > furthest || this.#parts > mostParts) return undefined;
    let text = '';
    for (const part of resolved.parts) {
      const piece = this.#textOf(part, steps + 1);
      if (piece === undefined || text.length + piece.length > 4_096) return undefined;
      text += piece;
    }
    return text;
  }
}
