import type { SqlLexis } from './lexis.js';

/**
 * A token of SQL text; comments and blanks are none. word = unquoted name or keyword; name = quoted name; parameter = `@x`, `@@x`;
 * unterminated = a string, name or comment without its end. Offsets are UTF-16 code units.
 */
export interface SqlToken {
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'symbol' | 'parameter' | 'unterminated';
  readonly start: number;
  readonly end: number;
  /** A word in upper case, a symbol as it is; empty for all others. */
  readonly word: string;
}

const blank = /[\s\0\ufeff]+/uy;
const wordPattern = /[A-Za-z_\u0080-\u{10ffff}][A-Za-z0-9_$\u0080-\u{10ffff}]*/uy;
const hashWordPattern = /#{1,2}[A-Za-z_\u0080-\u{10ffff}][A-Za-z0-9_$#@\u0080-\u{10ffff}]*/uy;
const numberPattern =
  /0[xX][0-9A-Fa-f]+|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[A-Za-z0-9_]*/y;
const parameterPattern = /@{1,2}(?:[A-Za-z0-9_$.\u0080-\u{10ffff}]+|`[^`]*`)/uy;
const dollarTag = /\$(?:[A-Za-z_\u0080-\u{10ffff}][A-Za-z0-9_\u0080-\u{10ffff}]*)?\$/uy;
/** MariaDB's dumps begin with `/*M!999999\- …`, a comment for every server. */
const executableStart = /\/\*M?!\d*(?!\d|\\)/y;

/** After so many strings without an end the rest of a text is one token, so that no text costs quadratic time. */
const recoveryLimit = 20;

/** Cuts SQL text into tokens from `start` up to `end`; `position` may be moved between calls of {@link SqlLexer.next}. */
export class SqlLexer {
  readonly text: string;
  readonly #lexis: SqlLexis;
  readonly end: number;
  position: number;
  #insideExecutable = false;
  #recoveries = 0;
  /** Last offset of each dollar tag, found on first need: whether a quote closes is known without a search. */
  #lastTags: Map<string, number> | undefined;

  constructor(text: string, lexis: SqlLexis, start = 0, end = text.length) {
    this.text = text;
    this.#lexis = lexis;
    this.position = start;
    this.end = end;
  }

  /** Moves over blanks and comments; false when only an endless comment or nothing is left. */
  skipBlanks(): void {
    for (;;) {
      const before = this.position;
      this.#match(blank);
      if (this.position < this.end) this.#skipComment();
      if (this.position === before || this.position >= this.end) {
        this.position = Math.min(this.position, this.end);
        return;
      }
    }
  }

  /** The next token; undefined at the end. */
  next(): SqlToken | undefined {
    this.skipBlanks();
    const start = this.position;
    if (start >= this.end) return undefined;
    const character = this.text.charAt(start);
    switch (character) {
      case "'":
        return this.#quoted(start, start, "'", 'string', this.#lexis.backslashes);
      case '"':
        return this.#quoted(start, start, '"', this.#lexis.doubleQuotes, this.#doubleQuoteEscapes);
      case '`':
        if (this.#lexis.backticks) return this.#quoted(start, start, '`', 'name', false);
        break;
      case '[':
        if (this.#lexis.brackets) return this.#quoted(start, start, ']', 'name', false);
        break;
      case '$': {
        const quote = this.#lexis.dollarQuotes ? this.#dollarQuoted(start) : undefined;
        if (quote) return quote;
        break;
      }
      case '/':
        if (this.text.startsWith('/*', start)) return this.#finish('unterminated', start, this.end);
        break;
      case '@':
        if (this.#match(parameterPattern)) return this.#finish('parameter', start, this.position);
        break;
      case '#':
        if (this.#lexis.hashWords && this.#match(hashWordPattern)) return this.#word(start);
        break;
      case ':':
        if (this.text.startsWith('::', start) || this.text.startsWith(':=', start))
          return this.#symbol(start, 2);
        break;
    }
    if (/[0-9]/.test(character) || (character === '.' && /[0-9]/.test(this.text.charAt(start + 1)))) {
      this.#match(numberPattern);
      return this.#finish('number', start, this.position);
    }
    if (this.#match(wordPattern)) return this.#prefixedString(start) ?? this.#word(start);
    return this.#symbol(start, 1);
  }

  get #doubleQuoteEscapes(): boolean {
    return this.#lexis.doubleQuotes === 'string' && this.#lexis.backslashes;
  }

  #match(pattern: RegExp): boolean {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text);
    if (!found || found[0] === '') return false;
    this.position = Math.min(this.end, this.position + found[0].length);
    return true;
  }

  #finish(kind: SqlToken['kind'], start: number, end: number): SqlToken {
    this.position = Math.min(end, this.end);
    return { kind, start, end: this.position, word: '' };
  }

  #word(start: number): SqlToken {
    return {
      kind: 'word',
      start,
      end: this.position,
      word: this.text.slice(start, this.position).toUpperCase(),
    };
  }

  #symbol(start: number, length: number): SqlToken {
    this.position = Math.min(start + length, this.end);
    return { kind: 'symbol', start, end: this.position, word: this.text.slice(start, this.position) };
  }

  #skipComment(): void {
    const { text, position } = this;
    const lexis = this.#lexis;
    if (text.startsWith('--', position)) {
      const after = text.charAt(position + 2);
      if (!lexis.dashesNeedSpace || after === '' || /\s/.test(after)) this.#skipLine();
    } else if (text.startsWith('//', position) && lexis.slashComments) this.#skipLine();
    else if (text.charAt(position) === '#') {
      if (
        lexis.hashComments === 'always' ||
        (lexis.hashComments === 'line-start' && this.#beginsLine(position))
      )
        this.#skipLine();
    } else if (text.startsWith('/*', position)) {
      if (lexis.executableComments && this.#match(executableStart)) this.#insideExecutable = true;
      else this.#skipBlockComment();
    } else if (this.#insideExecutable && text.startsWith('*/', position)) {
      this.#insideExecutable = false;
      this.position += 2;
    }
  }

  #beginsLine(position: number): boolean {
    for (let at = position - 1; at >= 0; at -= 1) {
      const character = this.text.charAt(at);
      if (character === '\n') return true;
      if (character !== ' ' && character !== '\t') return false;
    }
    return true;
  }

  /** Moves to the end of the line. */
  #skipLine(): void {
    const end = this.text.indexOf('\n', this.position);
    this.position = end === -1 ? this.end : Math.min(end, this.end);
  }

  /** Moves behind a block comment; an endless one is left for {@link next} to report. */
  #skipBlockComment(): void {
    const pattern = this.#lexis.nestedComments ? /\/\*|\*\//g : /\*\//g;
    pattern.lastIndex = this.position + 2;
    let depth = 1;
    for (let found = pattern.exec(this.text); found !== null; found = pattern.exec(this.text)) {
      depth += found[0] === '/*' ? 1 : -1;
      if (depth === 0) {
        if (pattern.lastIndex <= this.end) this.position = pattern.lastIndex;
        return;
      }
    }
  }

  /** A quote that closes with `close`; a doubled one stands for itself. `open` is where the quote stands behind its prefix. */
  #quoted(
    start: number,
    open: number,
    close: string,
    kind: 'name' | 'string',
    backslashes: boolean,
  ): SqlToken {
    const { text, end } = this;
    let at = open + 1;
    if (backslashes) {
      for (; at < end; at += 1) {
        const character = text.charAt(at);
        if (character === '\\') at += 1;
        else if (character === close) {
          if (text.charAt(at + 1) !== close) return this.#finish(kind, start, at + 1);
          at += 1;
        }
      }
      return this.#unterminated(start);
    }
    for (let found = text.indexOf(close, at); found !== -1 && found < end; found = text.indexOf(close, at)) {
      if (text.charAt(found + 1) !== close) return this.#finish(kind, start, found + 1);
      at = found + 2;
    }
    return this.#unterminated(start);
  }

  /** An endless quote costs its own statement: the token ends before the first `;` that ends a line. */
  #unterminated(start: number): SqlToken {
    this.#recoveries += 1;
    if (this.#recoveries > recoveryLimit) return this.#finish('unterminated', start, this.end);
    const lineEnd = /;[ \t]*(?:\r?\n|$)/g;
    lineEnd.lastIndex = start + 1;
    const found = lineEnd.exec(this.text);
    return this.#finish('unterminated', start, found ? found.index : this.end);
  }

  #dollarQuoted(start: number): SqlToken | undefined {
    dollarTag.lastIndex = start;
    const tag = dollarTag.exec(this.text)?.[0];
    if (tag === undefined) return undefined;
    this.#lastTags ??= lastDollarTags(this.text);
    if ((this.#lastTags.get(tag) ?? -1) < start + tag.length) return this.#unterminated(start);
    const close = this.text.indexOf(tag, start + tag.length);
    if (close === -1 || close + tag.length > this.end) return this.#unterminated(start);
    return this.#finish('string', start, close + tag.length);
  }

  /** `E'…'`, `N'…'`, `B'…'`, `X'…'` and Oracle's `q'[…]'` are one token; the word was just matched. */
  #prefixedString(start: number): SqlToken | undefined {
    if (this.text.charAt(this.position) !== "'") return undefined;
    const prefix = this.text.slice(start, this.position).toUpperCase();
    if ((prefix === 'Q' || prefix === 'NQ') && this.#lexis.alternativeQuotes) {
      const open = this.text.charAt(this.position + 1);
      const close = ({ '[': ']', '(': ')', '{': '}', '<': '>' }[open] ?? open) + "'";
      const found = this.text.indexOf(close, this.position + 2);
      if (found === -1 || found + 2 > this.end) return this.#unterminated(start);
      return this.#finish('string', start, found + 2);
    }
    if (!/^[ENBX]$/.test(prefix)) return undefined;
    const escapes = this.#lexis.backslashes || (prefix === 'E' && this.#lexis.escapeStrings);
    return this.#quoted(start, this.position, "'", 'string', escapes);
  }
}

/** Every `$tag$` of a text with the offset of its last occurrence. */
function lastDollarTags(text: string): Map<string, number> {
  const last = new Map<string, number>();
  const pattern = new RegExp(dollarTag.source, 'uy');
  for (let at = text.indexOf('$'); at !== -1; at = text.indexOf('$', at + 1)) {
    pattern.lastIndex = at;
    const tag = pattern.exec(text)?.[0];
    if (tag !== undefined) last.set(tag, at);
  }
  return last;
}

/** All tokens of a text or a part of it. */
export function tokensOf(text: string, lexis: SqlLexis, start = 0, end = text.length): readonly SqlToken[] {
  const lexer = new SqlLexer(text, lexis, start, end);
  const tokens: SqlToken[] = [];
  for (let token = lexer.next(); token !== undefined; token = lexer.next()) tokens.push(token);
  return tokens;
}
