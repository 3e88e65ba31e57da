/** One directive of nginx or a Caddyfile: its words, and what stands in its block. */
export interface Directive {
  readonly words: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly block?: readonly Directive[];
}

const deepest = 40;
const mostDirectives = 50_000;

/**
 * Reads directives with blocks in braces. In nginx a directive ends with `;`, in a Caddyfile with its line. `#` begins a comment.
 * Whatever the text is, it is read once; braces that do not fit end the reading of their block.
 */
export function readBlocks(text: string, endsWith: ';' | '\n'): readonly Directive[] {
  const reader = new BlockReader(text, endsWith);
  return reader.directives(0);
}

class BlockReader {
  readonly #text: string;
  readonly #mark: string;
  #at = 0;
  #count = 0;

  constructor(text: string, mark: string) {
    this.#text = text;
    this.#mark = mark;
  }

  directives(depth: number): readonly Directive[] {
    const found: Directive[] = [];
    while (this.#at < this.#text.length && this.#count < mostDirectives) {
      const directive = this.#directive(depth);
      if (directive === 'end') return found;
      if (directive) found.push(directive);
    }
    return found;
  }

  #directive(depth: number): Directive | 'end' | undefined {
    const words: string[] = [];
    let start = -1;
    for (;;) {
      this.#skipBlanks();
      const letter = this.#text.charAt(this.#at);
      if (letter === '') return words.length === 0 ? undefined : this.#made(words, start);
      if (letter === '}') {
        if (words.length > 0) return this.#made(words, start);
        this.#at += 1;
        return 'end';
      }
      if (letter === this.#mark) {
        this.#at += 1;
        if (words.length > 0) return this.#made(words, start);
        continue;
      }
      if (letter === '{' && this.#opensBlock()) {
        this.#at += 1;
        if (start === -1) start = this.#at - 1;
        const end = this.#at;
        const block = depth < deepest ? this.directives(depth + 1) : [];
        this.#count += 1;
        return { words, start, end, block };
      }
      if (start === -1) start = this.#at;
      words.push(this.#word());
    }
  }

  /** `{$PORT}` and `{args[0]}` of a Caddyfile are words; a brace before blanks opens a block. */
  #opensBlock(): boolean {
    return (
      this.#mark === ';' ||
      /^\{\s/.test(this.#text.slice(this.#at, this.#at + 2)) ||
      this.#at + 1 >= this.#text.length
    );
  }

  #made(words: readonly string[], start: number): Directive {
    this.#count += 1;
    return { words, start, end: this.#at };
  }

  #skipBlanks(): void {
    for (;;) {
      const letter = this.#text.charAt(this.#at);
      if (letter === '#') {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = end === -1 ? this.#text.length : end;
      } else if (letter !== '' && /\s/.test(letter) && letter !== this.#mark) this.#at += 1;
      else return;
    }
  }

  #word(): string {
    const quote = this.#text.charAt(this.#at);
    if (quote === '"' || quote === "'" || (quote === '`' && this.#mark === '\n')) {
      const start = this.#at + 1;
      let at = start;
      while (at < this.#text.length && this.#text.charAt(at) !== quote)
        at += this.#text.charAt(at) === '\\' ? 2 : 1;
      this.#at = at + 1;
      return this.#text.slice(start, at);
    }
    const word = this.#mark === ';' ? /(?:\$\{[^}\s]*\}|[^\s;{}])+|./y : /(?:\{[^}\s]*\}|[^\s{}])+|./y;
    word.lastIndex = this.#at;
    const [text = ''] = word.exec(this.#text) ?? [];
    this.#at += Math.max(1, text.length);
    return text;
  }
}
