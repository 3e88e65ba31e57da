import type { SourcePosition, SourceSpan } from '../model/source-span.js';
import { SourceText } from '../model/source-text.js';

/**
 * A text that stands as a value in another file, with the places of that file. The lines of a block (`key: |`) stand where they are written; a
 * text in quotes, or one whose lines were folded, stands as a whole where the value is.
 */
export class EmbeddedText extends SourceText {
  readonly #outer: SourceText;
  readonly #range: readonly number[];
  /** Offset in the outer text for each line of this one; undefined when they cannot be told apart. */
  readonly #starts: readonly number[] | undefined;

  /** @param range start and end of the value in the outer text. */
  constructor(outer: SourceText, text: string, range: readonly number[]) {
    super(outer.path, text);
    this.#outer = outer;
    this.#range = range;
    this.#starts = startsOfLines(outer.text, text, range);
  }

  override position(offset: number): SourcePosition {
    const at = this.#origin(offset);
    return this.#outer.position(at ?? this.#range[0] ?? 0);
  }

  override span(start: number, end: number): SourceSpan {
    const from = this.#origin(start);
    const to = this.#origin(end);
    return from === undefined || to === undefined
      ? this.#outer.span(this.#range[0] ?? 0, this.#range[1] ?? 0)
      : this.#outer.span(from, Math.max(from, to));
  }

  #origin(offset: number): number | undefined {
    const { column, line } = super.position(offset);
    const start = this.#starts?.[line - 1];
    return start === undefined ? undefined : start + column - 1;
  }
}

/** The lines of a literal block follow its head one by one, each without the indentation. */
function startsOfLines(
  outer: string,
  text: string,
  [start = 0, end = 0]: readonly number[],
): readonly number[] | undefined {
  if (outer[start] !== '|') return undefined;
  const starts: number[] = [];
  let at = outer.indexOf('\n', start) + 1;
  if (at === 0) return undefined;
  for (const line of text.replace(/\n+$/, '').split('\n')) {
    let lineEnd = outer.indexOf('\n', at);
    if (lineEnd === -1) lineEnd = outer.length;
    const written = outer.slice(at, lineEnd).replace(/\r$/, '');
    if (at > end || !written.endsWith(line)) return undefined;
    starts.push(at + written.length - line.length);
    at = lineEnd + 1;
  }
  // What lies behind the last line is its end.
  return [
    ...starts,
    ...Array.from({ length: text.length - text.replace(/\n+$/, '').length + 1 }, () =>
      Math.max(at - 1, start),
    ),
  ];
}
