import type { Value } from '../../../syntax/imperative/values.js';
import { booleanOf, textOf, wordOf } from '../../../syntax/imperative/values.js';

/** Keyword options of a call (`null: false, default: 0`), or those of several lists, the first one that has a key. */
export class Options {
  readonly #lists: readonly Value[];

  constructor(...lists: readonly (Value | undefined)[]) {
    this.#lists = lists.filter((list) => list?.kind === 'list');
  }

  get(key: string): Value | undefined {
    for (const list of this.#lists) {
      const found = list.kind === 'list' ? list.entries.find((entry) => entry.key === key) : undefined;
      if (found) return found.value;
    }
    return undefined;
  }

  text(key: string): string | undefined {
    return textOf(this.get(key));
  }

  /** A number, as text. */
  word(key: string): string | undefined {
    return wordOf(this.get(key));
  }

  boolean(key: string): boolean | undefined {
    return booleanOf(this.get(key));
  }
}

/** The schema in front of a table's name. */
export function qualified(name: string, prefix: string | undefined): string {
  return prefix === undefined || prefix === '' ? name : `${prefix}.${name}`;
}
