import type { SourceText } from '../model/source-text.js';

/** Texts take this many bytes at most (64 MiB), counted with two bytes per character. */
export const textCacheLimit = 64 * 1024 * 1024;

/** The texts that were read last, so that several readers of one file cost one read. The least recently used go first. */
export class TextCache {
  /** A Map keeps the order of insertion: the first is the least recently used. */
  readonly #texts = new Map<string, SourceText>();
  readonly #limit: number;
  #size = 0;

  constructor(limit: number = textCacheLimit) {
    this.#limit = limit;
  }

  get(path: string): SourceText | undefined {
    const text = this.#texts.get(path);
    if (text !== undefined) {
      this.#texts.delete(path);
      this.#texts.set(path, text);
    }
    return text;
  }

  add(text: SourceText): void {
    this.#drop(text.path);
    if (sizeOf(text) > this.#limit) return;
    this.#texts.set(text.path, text);
    this.#size += sizeOf(text);
    for (const path of this.#texts.keys()) {
      if (this.#size <= this.#limit) break;
      this.#drop(path);
    }
  }

  #drop(path: string): void {
    const text = this.#texts.get(path);
    if (text === undefined) return;
    this.#texts.delete(path);
    this.#size -= sizeOf(text);
  }
}

function sizeOf(text: SourceText): number {
  return text.text.length * 2;
}
