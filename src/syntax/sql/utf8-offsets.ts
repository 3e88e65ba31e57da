/** Maps UTF-8 byte offsets into UTF-16 offsets of the same text; made for offsets that mostly grow. */
export class Utf8Offsets {
  readonly #text: string;
  /** UTF-8 offset at every `stride` code units; undefined for a text of ASCII alone, where both count the same. */
  readonly #marks: readonly number[] | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#marks = isAscii(text) ? undefined : marksOf(text);
  }

  /** The UTF-16 offset of a UTF-8 offset; an offset inside a character gives the character's start. */
  toUtf16(bytes: number): number {
    const marks = this.#marks;
    if (marks === undefined) return Math.min(Math.max(bytes, 0), this.#text.length);
    let low = 0;
    let high = marks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((marks[middle] ?? 0) <= bytes) low = middle;
      else high = middle - 1;
    }
    let at = low * stride;
    let seen = marks[low] ?? 0;
    // A mark may stand between the halves of a pair: the pair's bytes were counted before it.
    if (at > 0 && isPair(this.#text, at - 1)) at += 1;
    while (at < this.#text.length) {
      const length = byteLength(this.#text, at);
      if (seen + length > bytes) break;
      seen += length;
      at += isPair(this.#text, at) ? 2 : 1;
    }
    return at;
  }
}

const stride = 256;

function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text);
}

function isPair(text: string, at: number): boolean {
  return (text.codePointAt(at) ?? 0) > 0xffff;
}

/** Bytes of the character at an offset; a lone surrogate is written as U+FFFD, three bytes. */
function byteLength(text: string, at: number): number {
  const code = text.codePointAt(at) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

function marksOf(text: string): number[] {
  const marks: number[] = [];
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (at % stride === 0) marks.push(bytes);
    if (at > 0 && isPair(text, at - 1)) continue;
    bytes += byteLength(text, at);
  }
  return marks;
}
