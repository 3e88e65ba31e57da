import type { JvmToken } from './tokens.js';

/** A string that an expression gives as far as the text tells. */
export interface JvmText {
  readonly text: string;
  /** Where its content begins in the file, when it stands there letter by letter. */
  readonly verbatimAt?: number;
  /** Parts are only known at run time. */
  readonly open: boolean;
  /** Index of the token behind it. */
  readonly next: number;
}

/** Longer texts are no statements of a migration; sums of sums could grow without bounds. */
const longest = 400_000;
const deepest = 30;
const mostLookups = 100_000;

/** Methods of strings that change nothing that matters to SQL: indentation and margins. */
const harmless =
  /^(?:trim|trimIndent|trimMargin|strip|stripIndent|stripMargin|stripLeading|stripTrailing|toString|intern|replaceIndent)$/;

/**
 * The strings of a program that are constants: literals, sums of them, and names that are set to such in the same file. Of several
 * assignments of a name the last one before its use counts.
 */
export class JvmConstants {
  readonly #tokens: readonly JvmToken[];
  /** Name → indexes of the tokens behind `=` or `+=`, in order. */
  readonly #assignments = new Map<string, number[]>();
  readonly #running = new Set<number>();
  /** Names that were looked up; constants of constants could be looked up without end. */
  #lookups = 0;
  readonly #imported: ReadonlyMap<string, string>;

  /** @param imported texts of constants of other files, by name. */
  constructor(tokens: readonly JvmToken[], imported: ReadonlyMap<string, string> = new Map()) {
    this.#tokens = tokens;
    this.#imported = imported;
    for (const [index, token] of tokens.entries()) {
      const before = tokens[index - 1];
      if (token.text !== '=' || token.kind !== 'sign' || tokens[index + 1]?.text === '=') continue;
      const isAdding = before?.text === '+' && before.kind === 'sign';
      const name = nameBefore(tokens, isAdding ? index - 1 : index);
      if (name === undefined) continue;
      const known = this.#assignments.get(name);
      if (known) known.push(index + 1);
      else this.#assignments.set(name, [index + 1]);
    }
  }

  /** The string that a name is set to in the file, when it is whole. */
  named(name: string): string | undefined {
    const value = this.#valueOf(name, this.#tokens.length, 0);
    return value?.open === false ? value.text : undefined;
  }

  /** The string that begins at a token; undefined when it is anything else. */
  textAt(index: number, depth = 0): JvmText | undefined {
    let sum = this.#operandAt(index, depth);
    while (sum && this.#isSign(sum.next, '+') && !this.#isSign(sum.next + 1, '=')) {
      const more = this.#operandAt(sum.next + 1, depth) ?? this.#unknownAt(sum.next + 1);
      if (more === undefined || sum.text.length + more.text.length > longest) return undefined;
      sum = { text: sum.text + more.text, open: sum.open || more.open, next: more.next };
    }
    return sum;
  }

  #operandAt(index: number, depth: number): JvmText | undefined {
    const token = this.#tokens[index];
    if (token === undefined || depth > deepest) return undefined;
    if (token.kind === 'text') return this.#withMethods(this.#literal(token, index, depth));
    if (this.#isSign(index, '(')) {
      const inner = this.textAt(index + 1, depth + 1);
      return inner && this.#isSign(inner.next, ')')
        ? this.#withMethods({ ...inner, next: inner.next + 1 })
        : undefined;
    }
    if (token.kind !== 'word') return undefined;
    const interpolated = this.#tokens[index + 1];
    if (interpolated?.kind === 'text' && interpolated.start === token.end)
      return this.#withMethods(this.#literal(interpolated, index + 1, depth));
    if (token.text === 'String' && this.#tokens[index + 2]?.text === 'format' && this.#isSign(index + 3, '('))
      return this.#formatted(index + 4, depth);
    return this.#named(index, depth);
  }

  #literal({ text, verbatimAt, open }: JvmToken, index: number, depth = 0): JvmText {
    if (open === true) return { ...this.#filled(text, index, depth), next: index + 1 };
    return { text, open: false, next: index + 1, ...(verbatimAt !== undefined && { verbatimAt }) };
  }

  /** A text with holes: those that are names of constants are filled. */
  #filled(text: string, index: number, depth: number): Pick<JvmText, 'text' | 'open'> {
    let isOpen = false;
    const filled = text.replaceAll(/\$\{(\w{1,100})\}/g, (hole, name: string) => {
      const value = depth < deepest ? this.#valueOf(name, index, depth + 1) : undefined;
      isOpen ||= value === undefined || value.open;
      return value?.text ?? hole;
    });
    return filled.length > longest ? { text, open: true } : { text: filled, open: isOpen };
  }

  /** `NAME`, `Owner.NAME`: what it was last set to. */
  #named(index: number, depth: number): JvmText | undefined {
    let at = index;
    while (this.#isSign(at + 1, '.') && this.#tokens[at + 2]?.kind === 'word') at += 2;
    if (this.#isSign(at + 1, '(') || this.#isSign(at + 1, '[')) {
      const before = at > index ? this.#named0(at - 2, index, depth) : undefined;
      return before && this.#withMethods(before);
    }
    return this.#named0(at, index, depth);
  }

  #named0(at: number, index: number, depth: number): JvmText | undefined {
    const value = this.#valueOf(this.#tokens[at]?.text ?? '', index, depth);
    return value && { ...value, next: at + 1 };
  }

  /** What a name was last set to before a token, or is set to behind it. */
  #valueOf(name: string, index: number, depth: number): JvmText | undefined {
    const places = this.#assignments.get(name) ?? [];
    this.#lookups += 1;
    if (this.#lookups > mostLookups) return undefined;
    const place = places.findLast((candidate) => candidate < index) ?? places[0];
    const imported = place === undefined ? this.#imported.get(name) : undefined;
    if (imported !== undefined) return { text: imported, open: false, next: index + 1 };
    if (place === undefined || this.#running.has(place)) return undefined;
    this.#running.add(place);
    const own = this.textAt(place, depth + 1);
    const isAdding = this.#isSign(place - 2, '+');
    const before = own && isAdding ? this.#named0(place - 3, place - 3, depth + 1) : undefined;
    this.#running.delete(place);
    if (own === undefined || (isAdding && before === undefined)) return undefined;
    // What follows must not belong to the value: `sql = "a" ?: other()`.
    return before ? { text: before.text + own.text, open: before.open || own.open, next: own.next } : own;
  }

  /** `String.format("… %s …", name)`: each `%s` is a hole. */
  #formatted(index: number, depth: number): JvmText | undefined {
    const pattern = this.textAt(index, depth + 1);
    const end = pattern && this.#closing(index - 1);
    if (pattern === undefined || end === undefined) return undefined;
    return { text: withoutFormats(pattern.text), open: true, next: end + 1 };
  }

  /** `.trimIndent()`, `.stripMargin`, `.formatted(…)` behind a string. */
  #withMethods(text: JvmText): JvmText | undefined {
    let found = text;
    while (this.#isSign(found.next, '.')) {
      const name = this.#tokens[found.next + 1]?.text ?? '';
      const hasArguments = this.#isSign(found.next + 2, '(');
      const end = hasArguments ? this.#closing(found.next + 2) : found.next + 1;
      if (end === undefined) return undefined;
      if (name === 'formatted' || name === 'format')
        found = { text: withoutFormats(found.text), open: true, next: end + 1 };
      else if (harmless.test(name)) found = { ...found, next: end + 1 };
      else return undefined;
    }
    return found;
  }

  /** Something in a sum that is no constant: a hole in the text. */
  #unknownAt(index: number): JvmText | undefined {
    let at = index;
    let name = '';
    for (; at < this.#tokens.length; at += 1) {
      const token = this.#tokens[at];
      if (token === undefined || (token.kind === 'sign' && /^[+,;)}\]]$/.test(token.text))) break;
      name ||= token.kind === 'word' ? token.text : '';
      if (token.kind === 'sign' && /^[([{]$/.test(token.text)) {
        const end = this.#closing(at);
        if (end === undefined) return undefined;
        at = end;
      }
    }
    return at === index ? undefined : { text: `\${${name || 'value'}}`, open: true, next: at };
  }

  /** Index of the bracket that closes one. */
  #closing(index: number): number | undefined {
    let depth = 0;
    for (let at = index; at < this.#tokens.length && at - index < 20_000; at += 1) {
      const token = this.#tokens[at];
      if (token?.kind !== 'sign') continue;
      if (/^[([{]$/.test(token.text)) depth += 1;
      if (/^[)\]}]$/.test(token.text)) depth -= 1;
      if (depth === 0) return at;
    }
    return undefined;
  }

  #isSign(index: number, sign: string): boolean {
    const token = this.#tokens[index];
    return token?.kind === 'sign' && token.text === sign;
  }
}

function withoutFormats(text: string): string {
  return text.replaceAll(/%(?:\d+\$)?[-#+ 0,(]*\d*(?:\.\d+)?[sdn]/g, (format) =>
    format === '%n' ? '\n' : '${value}',
  );
}

/** The name that is set by an `=`: `String sql =`, `val sql: String =`. */
function nameBefore(tokens: readonly JvmToken[], index: number): string | undefined {
  const [last, colon, name] = [tokens[index - 1], tokens[index - 2], tokens[index - 3]];
  if (last?.kind !== 'word') return undefined;
  if (colon?.kind === 'sign' && colon.text === ':' && name?.kind === 'word') return name.text;
  return last.text;
}
