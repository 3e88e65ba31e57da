import { JvmConstants } from './constants.js';
import type { JvmToken } from './tokens.js';

/** One part of a chain of calls: `field("id", UUID)`, `nullable(false)`, `UUID`. */
export interface JvmLink {
  readonly name: string;
  /** Absent for a name that is not called. */
  readonly given?: readonly JvmExpression[];
}

/** An expression of Java, Kotlin, Groovy or Scala as far as the calls of a library need it. */
export type JvmExpression =
  | { readonly kind: 'text'; readonly text: string; readonly open: boolean }
  | { readonly kind: 'number'; readonly text: string }
  /** Names and calls behind each other: `DSL.field("id").isNull()`. */
  | { readonly kind: 'chain'; readonly links: readonly JvmLink[] }
  | { readonly kind: 'other' };

const deepest = 40;
const mostLinks = 400;
const mostArguments = 400;
const mostReads = 200_000;

interface Read {
  readonly expression: JvmExpression;
  /** Index of the token behind it. */
  readonly next: number;
}

/**
 * The expressions of a program, taken apart from its tokens. Names that the same file sets to an expression stand for it: of several
 * assignments the last one before the use counts, else the first one behind it (constants at the end of a class).
 */
export class JvmExpressions {
  readonly #tokens: readonly JvmToken[];
  readonly #constants: JvmConstants;
  readonly #assignments = new Map<string, number[]>();
  #depth = 0;
  /** Expressions that were read; names of names could be read without end. */
  #reads = 0;

  constructor(tokens: readonly JvmToken[], constants: JvmConstants = new JvmConstants(tokens)) {
    this.#tokens = tokens;
    this.#constants = constants;
    for (const [index, token] of tokens.entries()) {
      if (token.kind !== 'sign' || token.text !== '=' || this.#isSign(index + 1, '=')) continue;
      const name = this.#nameAhead(index);
      if (name === undefined) continue;
      const known = this.#assignments.get(name);
      if (known) known.push(index + 1);
      else this.#assignments.set(name, [index + 1]);
    }
  }

  /** The expression that begins at a token, names resolved. */
  at(index: number): JvmExpression {
    return this.#read(index).expression;
  }

  /** The chain of calls that begins at a token, its first name left as it is, with the offset of its end. */
  unresolvedAt(index: number): { readonly links: readonly JvmLink[]; readonly end: number } | undefined {
    const chain = this.#chain(index);
    return chain && { links: chain.links, end: this.#tokens[chain.next - 1]?.end ?? 0 };
  }

  /**
   * The name that an `=` sets: `Field<UUID> id =`, `val id: Field<UUID> =`, and Kotlin's functions of one expression, `fun id() =`.
   */
  #nameAhead(index: number): string | undefined {
    let at = index - 1;
    if (this.#isSign(at, '>')) {
      // `val id: Field<UUID> =`: back over the arguments of the type.
      let depth = 0;
      for (; at > 0 && index - at < 60; at -= 1) {
        if (this.#isSign(at, '>')) depth += 1;
        if (this.#isSign(at, '<')) depth -= 1;
        if (depth === 0) break;
      }
      at -= 1;
    }
    if (this.#isSign(at, '?')) at -= 1;
    if (this.#tokens[at]?.kind !== 'word') return undefined;
    while (this.#isSign(at - 1, '.') && this.#tokens[at - 2]?.kind === 'word') at -= 2;
    return this.#isSign(at - 1, ':') && this.#tokens[at - 2]?.kind === 'word'
      ? this.#tokens[at - 2]?.text
      : this.#tokens[at]?.text;
  }

  #read(index: number): Read {
    this.#reads += 1;
    if (this.#depth >= deepest || this.#reads > mostReads)
      return { expression: { kind: 'other' }, next: this.#behind(index) };
    this.#depth += 1;
    try {
      return this.#readWithin(index);
    } finally {
      this.#depth -= 1;
    }
  }

  #readWithin(index: number): Read {
    const text = this.#constants.textAt(index);
    if (text && this.#ends(text.next))
      return { expression: { kind: 'text', text: text.text, open: text.open }, next: text.next };
    const token = this.#tokens[index];
    if (token?.kind === 'number' && this.#ends(index + 1))
      return { expression: { kind: 'number', text: token.text }, next: index + 1 };
    // Kotlin: `*arrayOf(…)`; Scala: `(…): _*`.
    if (this.#isSign(index, '*')) return this.#read(index + 1);
    const chain = token?.kind === 'word' ? this.#chain(index) : undefined;
    if (!chain || !this.#ends(chain.next))
      return { expression: { kind: 'other' }, next: this.#behind(index) };
    return { expression: this.#resolved(chain.links, index), next: chain.next };
  }

  #chain(index: number): { readonly links: readonly JvmLink[]; readonly next: number } | undefined {
    const links: JvmLink[] = [];
    let at = this.#tokens[index]?.text === 'new' ? index + 1 : index;
    for (; links.length < mostLinks;) {
      if (this.#isSign(at, '<') && this.#isSign(at - 1, '.')) at = this.#behindTypes(at);
      const token = this.#tokens[at];
      if (token?.kind !== 'word') return undefined;
      at += 1;
      if (this.#isSign(at, '<')) {
        const behind = this.#behindTypes(at);
        if (this.#isSign(behind, '(')) at = behind;
      }
      if (this.#isSign(at, '(')) {
        const given = this.#arguments(at);
        links.push({ name: token.text, given: given.expressions });
        at = given.next;
      } else links.push({ name: token.text });
      while (this.#isSign(at, '!') && this.#isSign(at + 1, '!')) at += 2;
      // `Status::class.java` is the name of a class.
      if (this.#isSign(at, ':') && this.#isSign(at + 1, ':')) at += 2;
      else if (this.#isSign(at, '?') && this.#isSign(at + 1, '.')) at += 2;
      else if (this.#isSign(at, '.')) at += 1;
      else return { links, next: at };
    }
    return undefined;
  }

  /** Behind `<A, B<C>>`. */
  #behindTypes(open: number): number {
    let depth = 0;
    for (let at = open; at < this.#tokens.length && at - open < 80; at += 1) {
      if (this.#isSign(at, '<')) depth += 1;
      if (this.#isSign(at, '>')) depth -= 1;
      if (depth === 0) return at + 1;
    }
    return open;
  }

  #arguments(open: number): { readonly expressions: readonly JvmExpression[]; readonly next: number } {
    const expressions: JvmExpression[] = [];
    let at = open + 1;
    while (at < this.#tokens.length && !this.#isSign(at, ')') && expressions.length < mostArguments) {
      const read = this.#read(at);
      expressions.push(read.expression);
      at = this.#isSign(read.next, ',') ? read.next + 1 : read.next;
      if (at <= read.next && !this.#isSign(at, ')')) at = this.#behind(Math.max(at, read.next));
      if (this.#isSign(at, ',')) at += 1;
    }
    return { expressions, next: at + 1 };
  }

  /** A name that the file sets to an expression is that expression, with what is called on it. */
  #resolved(links: readonly JvmLink[], index: number): JvmExpression {
    const [first, ...rest] = links;
    if (!first || (first.given && first.given.length > 0)) return { kind: 'chain', links };
    const places = this.#assignments.get(first.name) ?? [];
    const place = places.findLast((candidate) => candidate <= index) ?? places[0];
    if (place === undefined || place === index || this.#depth > deepest - 20) return { kind: 'chain', links };
    const value = this.#read(place).expression;
    if (value.kind === 'chain')
      return { kind: 'chain', links: [...value.links, ...rest].slice(0, mostLinks) };
    return rest.length === 0 && value.kind !== 'other' ? value : { kind: 'chain', links };
  }

  /** Whether nothing is computed any more with what ends here. */
  #ends(at: number): boolean {
    const token = this.#tokens[at];
    if (token === undefined || token.kind === 'word') return true;
    return token.kind === 'sign' && /^[,;)}\]@]$/.test(token.text);
  }

  /** The next comma or closing bracket on the same level. */
  #behind(index: number): number {
    let depth = 0;
    for (let at = index; at < this.#tokens.length; at += 1) {
      const token = this.#tokens[at];
      if (token?.kind !== 'sign') continue;
      if (depth === 0 && /^[,;)}\]]$/.test(token.text)) return at;
      if (/^[([{]$/.test(token.text)) depth += 1;
      if (/^[)\]}]$/.test(token.text)) depth -= 1;
    }
    return this.#tokens.length;
  }

  #isSign(index: number, sign: string): boolean {
    const token = this.#tokens[index];
    return token?.kind === 'sign' && token.text === sign;
  }
}
