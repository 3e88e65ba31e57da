import type { TokenView } from '../../jvm/token-view.js';
import type { CodeBuilder } from '../code-builder.js';
import type { CodePath, CodeRange, CodeValue } from '../code-file.js';

/** Reads one kind of thing from where the reading stands, up to a token that it must not pass. */
export type KotlinReader = (reading: KotlinReading, limit: number) => CodeValue | undefined;

/** Where the reading of a Kotlin file stands. Every reader leaves it behind what it read, and moves on at least one token. */
export class KotlinReading {
  readonly code: CodeBuilder;
  readonly tokens: TokenView;
  /** Index of the next token. */
  at = 0;
  readonly #statement: KotlinReader;
  readonly #expression: KotlinReader;
  readonly #operand: KotlinReader;

  constructor(
    code: CodeBuilder,
    tokens: TokenView,
    readers: {
      readonly statement: KotlinReader;
      readonly expression: KotlinReader;
      readonly operand: KotlinReader;
    },
  ) {
    this.code = code;
    this.tokens = tokens;
    this.#statement = readers.statement;
    this.#expression = readers.expression;
    this.#operand = readers.operand;
  }

  is(sign: string, ahead = 0): boolean {
    return this.tokens.is(this.at + ahead, sign);
  }

  word(ahead = 0): string | undefined {
    return this.tokens.word(this.at + ahead);
  }

  /** Whether the next token stands on a line of its own, so that it goes on with nothing. */
  get startsLine(): boolean {
    return this.tokens.startsLine(this.at);
  }

  /** Whether two signs stand right behind each other. */
  signs(text: string, at = this.at): boolean {
    for (let index = 0; index < text.length; index += 1) {
      if (!this.tokens.is(at + index, text.charAt(index))) return false;
      if (index > 0 && this.tokens.all[at + index]?.start !== this.tokens.all[at + index - 1]?.end)
        return false;
    }
    return true;
  }

  /** The text from one token up to and without the next one. */
  range(from: number): CodeRange {
    const first = this.tokens.all[from];
    const last = this.tokens.all[Math.max(from, this.at - 1)];
    return { start: first?.start ?? 0, end: last?.end ?? 0 };
  }

  nothing(from: number): CodeValue {
    return { kind: 'other', parts: [], ...this.range(from) };
  }

  /** An expression; nothing where it is too deep or none begins. */
  expression(limit: number): CodeValue {
    return this.#read(this.#expression, limit);
  }

  /** One operand with all that is taken of it: what stands behind `!` or `-`. */
  operand(limit: number): CodeValue {
    return this.#read(this.#operand, limit);
  }

  /** A declaration, an assignment or an expression. */
  statement(limit: number): CodeValue {
    return this.#read(this.#statement, limit);
  }

  #read(reader: KotlinReader, limit: number): CodeValue {
    const from = this.at;
    const value = this.code.within(
      () => reader(this, limit),
      () => undefined,
    );
    if (this.at === from) this.skip();
    return value ?? this.nothing(from);
  }

  /** Steps over the next token, with what is in it when it is a bracket. */
  skip(): void {
    this.at =
      /^[([{]$/.test(this.tokens.all[this.at]?.text ?? '') && this.tokens.all[this.at]?.kind === 'sign'
        ? this.tokens.closing(this.at) + 1
        : this.at + 1;
  }

  /** Statements up to a token; gives what the last one gives. */
  statements(limit: number): CodeValue | undefined {
    let last: CodeValue | undefined;
    while (this.at < limit) {
      if (this.is(';') || this.is('}') || this.is(')')) {
        this.at += 1;
        continue;
      }
      last = this.statement(limit);
    }
    return last;
  }

  /** `{ … }` when it begins here, else one statement. */
  block(limit: number): CodeValue | undefined {
    if (!this.is('{')) return this.at < limit ? this.statement(limit) : undefined;
    const end = Math.min(this.tokens.closing(this.at), limit);
    this.at += 1;
    const value = this.statements(end);
    this.at = end + 1;
    return value;
  }

  /**
   * A type: `com.acme.Client<X>?` is `com.acme.Client`. Function types have no name.
   * Stops behind it.
   */
  type(limit: number): CodePath | undefined {
    const from = this.at;
    while (/^(?:in|out|suspend|vararg)$/.test(this.word() ?? '')) this.at += 1;
    if (this.is('(')) {
      this.at = this.tokens.closing(this.at) + 1;
      this.#afterType(limit);
      return undefined;
    }
    const first = this.at;
    let text = this.word();
    if (text === undefined || this.at >= limit) {
      this.at = from;
      return undefined;
    }
    this.at += 1;
    while (this.is('.') && this.word(1) !== undefined && this.at < limit) {
      text += `.${this.word(1) ?? ''}`;
      this.at += 2;
    }
    const path = this.code.dotted(this.range(first), text);
    this.at = this.tokens.behindTypes(this.at);
    return this.#afterType(limit) ? undefined : path;
  }

  /** Steps over `?` and `-> Result`; tells whether it is the type of a function. */
  #afterType(limit: number): boolean {
    while (this.is('?') && this.at < limit && !this.startsLine) this.at += 1;
    if (this.is('.') && this.is('(', 1)) this.at = this.tokens.closing(this.at + 1) + 1;
    if (!this.signs('->')) return false;
    this.at += 2;
    this.type(limit);
    return true;
  }
}
