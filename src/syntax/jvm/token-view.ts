import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';
import { closing, isSign } from './brackets.js';
import { jvmLanguageOf, jvmTokens } from './tokens.js';
import type { JvmToken } from './tokens.js';

/** The tokens of a file in a language of the JVM, with where its lines end and which brackets belong together. */
export class TokenView {
  readonly source: SourceText;
  readonly all: readonly JvmToken[];
  /** Index of each opening bracket → of the one that closes it. */
  readonly #closing = new Map<number, number>();

  constructor(source: SourceText) {
    this.source = source;
    this.all = jvmTokens(source.text, jvmLanguageOf(source.path) ?? 'kotlin');
    const open: number[] = [];
    for (const [index, token] of this.all.entries()) {
      if (token.kind !== 'sign') continue;
      if (/^[([{]$/.test(token.text)) open.push(index);
      if (!/^[)\]}]$/.test(token.text)) continue;
      const start = open.pop();
      if (start !== undefined) this.#closing.set(start, index);
    }
  }

  is(index: number, sign: string): boolean {
    return isSign(this.all[index], sign);
  }

  word(index: number): string | undefined {
    const token = this.all[index];
    return token?.kind === 'word' ? token.text : undefined;
  }

  /** Index of the bracket that closes one; the last token when nothing does. */
  closing(open: number): number {
    const known = this.#closing.get(open);
    if (known !== undefined) return known;
    // A bracket that nothing closes: looking for its end each time would take for ever in a file of nothing else.
    const token = this.all[open];
    return token?.kind === 'sign' && /^[([{]$/.test(token.text)
      ? this.all.length - 1
      : closing(this.all, open);
  }

  /** Whether a token stands on another line than the one before it. */
  startsLine(index: number): boolean {
    const [before, token] = [this.all[index - 1], this.all[index]];
    return !before || !token || this.source.text.slice(before.end, token.start).includes('\n');
  }

  /** The text from one token up to and without another. */
  text(from: number, to: number): string {
    const [first, last] = [this.all[from], this.all[to - 1]];
    return first && last && to > from ? this.source.text.slice(first.start, last.end) : '';
  }

  span(from: number, to: number): SourceSpan {
    const [first, last] = [this.all[from], this.all[Math.max(from, to - 1)]];
    return this.source.span(first?.start ?? 0, last?.end ?? 0);
  }

  /** Behind `<A, B<C>>` when one begins here. */
  behindTypes(at: number): number {
    if (!this.is(at, '<')) return at;
    let depth = 0;
    for (let index = at; index < this.all.length && index - at < 200; index += 1) {
      if (this.is(index, '<')) depth += 1;
      if (this.is(index, '>') && !this.is(index - 1, '-')) depth -= 1;
      if (depth === 0) return index + 1;
    }
    return at + 1;
  }

  /** Where an expression ends that begins at a token: at the end of its line, unless it goes on. */
  endOfExpression(from: number, limit: number): number {
    for (let at = from; at < limit; at += 1) {
      const token = this.all[at];
      if (at > from && this.startsLine(at) && !this.#goesOn(at)) return at;
      if (token?.kind !== 'sign') continue;
      if (/^[([{]$/.test(token.text)) at = Math.min(this.closing(at), limit);
      else if (/^[)\]},;]$/.test(token.text)) return at;
    }
    return limit;
  }

  #goesOn(at: number): boolean {
    const [before, token] = [this.all[at - 1], this.all[at]];
    if (token?.kind === 'sign' && /^[.?+&|:]$/.test(token.text)) return true;
    if (token?.kind === 'word' && /^(else|as|is|in|to|and|or|bind)$/.test(token.text)) return true;
    return before?.kind === 'sign' && /^[=+\-*/&|:,.(]$/.test(before.text);
  }

  /** The parts between commas within brackets, as ranges of tokens. */
  parts(open: number): readonly (readonly [number, number])[] {
    const end = this.closing(open);
    const parts: [number, number][] = [];
    let start = open + 1;
    let angle = 0;
    for (let at = open + 1; at < end; at += 1) {
      const token = this.all[at];
      if (token?.kind !== 'sign') continue;
      if (/^[([{]$/.test(token.text)) at = this.closing(at);
      else if (token.text === '<' && this.all[at - 1]?.kind === 'word') angle += 1;
      else if (token.text === '>' && angle > 0 && !this.is(at - 1, '-')) angle -= 1;
      else if (token.text === ',' && angle === 0) {
        if (at > start) parts.push([start, at]);
        start = at + 1;
      }
    }
    if (end > start) parts.push([start, end]);
    return parts;
  }
}
