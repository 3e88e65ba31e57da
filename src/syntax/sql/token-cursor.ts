import type { SqlToken } from './lexer.js';
import type { SqlLexis } from './lexis.js';
import { quotedText } from './quoted-text.js';

/** Thrown by {@link TokenCursor.fail}: the statement is not what its beginning promised. */
export class UnreadableSql extends Error {
  /** Offset of the token that does not fit, and behind it; equal at the end of the statement. */
  readonly offset: number;
  readonly end: number;
  readonly #expectation: string;

  constructor(expectation: string, text: string, offset: number, end: number) {
    super();
    this.name = 'UnreadableSql';
    this.#expectation = expectation;
    this.offset = offset;
    this.end = end;
    this.message = this.messageIn(text);
  }

  /** What is wrong, with the words as they stand in this text: the one that was read, or the one it was made from. */
  messageIn(text: string): string {
    const written = shortened(text.slice(this.offset, this.end));
    const found = written === '' ? 'at end of input' : `at or near "${written}"`;
    return `syntax error ${found}: ${this.#expectation}`;
  }
}

/** Walks over the tokens of a statement, or of a part of it, from left to right. */
export class TokenCursor {
  readonly text: string;
  readonly lexis: SqlLexis;
  readonly #tokens: readonly SqlToken[];
  readonly #end: number;
  at: number;

  constructor(
    text: string,
    lexis: SqlLexis,
    tokens: readonly SqlToken[],
    start = 0,
    end: number = tokens.length,
  ) {
    this.text = text;
    this.lexis = lexis;
    this.#tokens = tokens;
    this.at = start;
    this.#end = end;
  }

  get done(): boolean {
    return this.at >= this.#end;
  }

  /** The tokens from here to the end. */
  get rest(): readonly SqlToken[] {
    return this.#tokens.slice(this.at, this.#end);
  }

  /** The token `ahead` places from here. */
  peek(ahead = 0): SqlToken | undefined {
    const index = this.at + ahead;
    return index >= this.#end || index < 0 ? undefined : this.#tokens[index];
  }

  /** The keyword or symbol at a place; empty for strings, numbers, quoted names and the end. */
  word(ahead = 0): string {
    return this.peek(ahead)?.word ?? '';
  }

  /** Whether the next tokens are these keywords or symbols. */
  sees(...words: readonly string[]): boolean {
    return words.every((word, index) => this.word(index) === word);
  }

  /** Moves over these keywords or symbols if they are next. */
  take(...words: readonly string[]): boolean {
    if (!this.sees(...words)) return false;
    this.at += words.length;
    return true;
  }

  /** Moves over the first of the given words that is next, and says which. */
  takeAny(...words: readonly string[]): string | undefined {
    const word = this.word();
    if (word === '' || !words.includes(word)) return undefined;
    this.at += 1;
    return word;
  }

  expect(...words: readonly string[]): void {
    if (!this.take(...words)) this.fail(`expected ${words.join(' ')}`);
  }

  /** @throws UnreadableSql at the next token. */
  fail(expectation: string): never {
    const token = this.peek();
    const behind = this.#tokens[this.#end - 1]?.end ?? 0;
    throw new UnreadableSql(expectation, this.text, token?.start ?? behind, token?.end ?? behind);
  }

  /** A token as it is written. */
  written(token: SqlToken): string {
    return this.text.slice(token.start, token.end);
  }

  /** The value of a string token at the cursor; moves over it. */
  string(): string | undefined {
    const token = this.peek();
    if (token?.kind !== 'string') return undefined;
    this.at += 1;
    return this.valueOf(token);
  }

  /** A name as the engine sees it: quotes resolved, folded where the dialect folds. */
  valueOf(token: SqlToken): string {
    if (token.kind === 'name' || token.kind === 'string')
      return quotedText(this.text, token, this.lexis.backslashes).value;
    const written = this.written(token);
    return token.kind === 'word' && this.lexis.foldsNames ? written.toLowerCase() : written;
  }

  /** The unqualified name at the cursor. Double-quoted strings count: some dialects take them for names. */
  name(): string | undefined {
    const token = this.peek();
    if (!token || !this.#isName(token)) return undefined;
    this.at += 1;
    return this.valueOf(token);
  }

  expectName(what: string): string {
    return this.name() ?? this.fail(`expected ${what}`);
  }

  #isName({ kind, start }: SqlToken): boolean {
    if (kind === 'string') return this.lexis.stringNames || this.text.charAt(start) === '"';
    return kind === 'word' || kind === 'name';
  }

  /** `name`, `schema.name`, `database.schema.name`; SQL Server's `database..name` too. */
  qualifiedName(): string | undefined {
    const first = this.name();
    if (first === undefined) return undefined;
    const parts = [first];
    while (this.sees('.')) {
      this.at += 1;
      if (this.sees('.')) continue;
      parts.push(this.expectName('a name behind "."'));
    }
    return parts.join('.');
  }

  expectQualifiedName(what: string): string {
    return this.qualifiedName() ?? this.fail(`expected ${what}`);
  }

  /** The content of the parentheses that open here; moves behind them. */
  group(): TokenCursor | undefined {
    if (!this.sees('(')) return undefined;
    const close = this.#closing(this.at);
    if (close === -1) this.fail('its parenthesis is never closed');
    const inner = new TokenCursor(this.text, this.lexis, this.#tokens, this.at + 1, close);
    this.at = close + 1;
    return inner;
  }

  #closing(open: number): number {
    let depth = 0;
    for (let index = open; index < this.#end; index += 1) {
      const word = this.#tokens[index]?.word;
      if (word === '(') depth += 1;
      else if (word === ')') {
        depth -= 1;
        if (depth === 0) return index;
      }
    }
    return -1;
  }

  /** The rest, cut at commas outside parentheses and brackets (for types of CQL also outside `<…>`); the cursor itself stays. */
  items(angles = false): readonly TokenCursor[] {
    const cuts: TokenCursor[] = [];
    let from = this.at;
    let depth = 0;
    for (let index = this.at; index < this.#end; index += 1) {
      const word = this.#tokens[index]?.word;
      if (isOpening(word) || (angles && word === '<')) depth += 1;
      else if (isClosing(word) || (angles && word === '>')) depth -= 1;
      else if (word === ',' && depth === 0) {
        cuts.push(new TokenCursor(this.text, this.lexis, this.#tokens, from, index));
        from = index + 1;
      }
    }
    if (from < this.#end || cuts.length > 0)
      cuts.push(new TokenCursor(this.text, this.lexis, this.#tokens, from, this.#end));
    return cuts;
  }

  /** Moves over tokens until one outside parentheses and brackets for which `stops` holds, and gives what was passed. */
  until(stops: (token: SqlToken, cursor: TokenCursor) => boolean): TokenCursor {
    const from = this.at;
    let depth = 0;
    for (; this.at < this.#end; this.at += 1) {
      const token = this.#tokens[this.at];
      if (!token) break;
      if (depth === 0 && stops(token, this)) break;
      if (isOpening(token.word)) depth += 1;
      else if (isClosing(token.word)) depth -= 1;
      if (depth < 0) break;
    }
    return new TokenCursor(this.text, this.lexis, this.#tokens, from, this.at);
  }

  /** The same tokens from here on as a cursor of its own. */
  fork(): TokenCursor {
    return new TokenCursor(this.text, this.lexis, this.#tokens, this.at, this.#end);
  }

  /** The text from the cursor to the end of its range, as written. */
  get source(): string {
    const first = this.peek();
    const last = this.#tokens[this.#end - 1];
    return first && last ? this.text.slice(first.start, last.end) : '';
  }
}

function isOpening(word: string | undefined): boolean {
  return word === '(' || word === '[' || word === '{';
}

function isClosing(word: string | undefined): boolean {
  return word === ')' || word === ']' || word === '}';
}

function shortened(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
