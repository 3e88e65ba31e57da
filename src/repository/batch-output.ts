import { fileSizeLimit } from './content.js';

/** Content above this many bytes is not even passed over: the process is ended instead (a "zip bomb" takes minutes to unpack). */
const passOverLimit = 64 * 1024 * 1024;

/** One answer of `git cat-file --batch`. */
export type BatchAnswer =
  | { readonly kind: 'content'; readonly type: string; readonly content: Buffer }
  /** Larger than the limit for files; its content was passed over. */
  | { readonly kind: 'too-large'; readonly size: number }
  /** So large that no answer after it will come. */
  | { readonly kind: 'endless'; readonly size: number }
  | { readonly kind: 'missing' };

/**
 * Takes the output of `git cat-file --batch` apart: `<id> <type> <size>\n<content>\n`, or `<id> missing\n`. Keeps no more than one content.
 */
export class BatchOutput {
  readonly #answer: (answer: BatchAnswer) => void;
  #header = '';
  #type = '';
  #size = 0;
  /** Bytes still to come of the content and its line end; 0 = a header comes next. */
  #missing = 0;
  #pieces: Buffer[] = [];

  constructor(answer: (answer: BatchAnswer) => void) {
    this.#answer = answer;
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) at = this.#missing === 0 ? this.#takeHeader(chunk, at) : this.#take(chunk, at);
  }

  #takeHeader(chunk: Buffer, at: number): number {
    const end = chunk.indexOf(0x0a, at);
    this.#header += chunk.toString('latin1', at, end === -1 ? chunk.length : end);
    if (end === -1) return chunk.length;
    const [, type = '', size] = this.#header.split(' ');
    this.#header = '';
    if (size === undefined) {
      this.#answer({ kind: 'missing' });
      return end + 1;
    }
    this.#type = type;
    this.#size = Number(size);
    this.#missing = this.#size + 1;
    this.#pieces = [];
    if (this.#size > passOverLimit) this.#answer({ kind: 'endless', size: this.#size });
    return end + 1;
  }

  #take(chunk: Buffer, at: number): number {
    const end = Math.min(chunk.length, at + this.#missing);
    this.#missing -= end - at;
    if (this.#size <= fileSizeLimit) this.#pieces.push(chunk.subarray(at, end));
    if (this.#missing === 0) this.#finish();
    return end;
  }

  #finish(): void {
    const pieces = this.#pieces;
    this.#pieces = [];
    if (this.#size > fileSizeLimit) {
      if (this.#size <= passOverLimit) this.#answer({ kind: 'too-large', size: this.#size });
      return;
    }
    const content = Buffer.concat(pieces).subarray(0, this.#size);
    this.#answer({ kind: 'content', type: this.#type, content });
  }
}
