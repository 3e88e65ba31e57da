import type { SourcePosition, SourceSpan } from '../../model/source-span.js';
import { SourceText } from '../../model/source-text.js';
import type { OutputPiece } from '../go-template/evaluate.js';

/**
 * What a template writes, as a text whose places are those of the template: a letter that the template writes itself stands where it is
 * written, and what an action writes stands where the action is.
 */
export class RenderedText extends SourceText {
  readonly #template: SourceText;
  readonly #pieces: readonly OutputPiece[];
  readonly #starts: readonly number[];

  constructor(template: SourceText, pieces: readonly OutputPiece[]) {
    super(template.path, pieces.map(({ text }) => text).join(''));
    this.#template = template;
    this.#pieces = pieces;
    let at = 0;
    this.#starts = pieces.map(({ text }) => {
      const start = at;
      at += text.length;
      return start;
    });
  }

  override position(offset: number): SourcePosition {
    return this.#template.position(this.#origin(offset, 'start'));
  }

  override span(start: number, end: number): SourceSpan {
    const from = this.#origin(start, 'start');
    // The end of a span lies behind its last letter: that letter tells which piece it is of.
    const to = end > start ? this.#origin(end - 1, 'end') : from;
    return this.#template.span(from, Math.max(from, to));
  }

  #origin(offset: number, edge: 'start' | 'end'): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const piece = this.#pieces[low];
    if (!piece) return 0;
    if (piece.end !== undefined) return edge === 'start' ? piece.start : piece.end;
    return piece.start + offset - (this.#starts[low] ?? 0) + (edge === 'end' ? 1 : 0);
  }
}
