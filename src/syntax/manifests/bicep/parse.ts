import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import { PlacedValue } from '../placed-value.js';
import { bicepTokens, type BicepToken } from './tokens.js';

/** A resource or a module of a Bicep file. */
export interface BicepDeclaration {
  readonly kind: 'resource' | 'module';
  /** The name by which the file calls it. */
  readonly symbol: string;
  /** `Microsoft.App/containerApps` without its version, of a module its path. */
  readonly type: string;
  readonly body: PlacedValue;
}

/** Values nest not deeper; what lies deeper is not known. */
const deepest = 60;

/** References may lead to each other this often. */
const furthest = 8;

/**
 * The resources and modules of a Bicep file, with the defaults of parameters and the values of variables filled in. What a function or a
 * condition computes is null, a text with a part that is not known keeps its `${…}`. A loop gives what it makes of one element, of a
 * choice between lists or objects the one that is not empty counts. Total: what is not understood is passed over.
 */
export function parseBicep(source: SourceText): readonly BicepDeclaration[] {
  return new BicepParser(source).file();
}

class BicepParser {
  readonly #source: SourceText;
  readonly #tokens: readonly BicepToken[];
  #at = 0;
  readonly #names = new Map<string, PlacedValue>();
  readonly #found: BicepDeclaration[] = [];

  constructor(source: SourceText) {
    this.#source = source;
    this.#tokens = bicepTokens(source.text);
  }

  file(): readonly BicepDeclaration[] {
    // Names may be used before they are declared.
    const start = this.#at;
    this.#statements(true);
    this.#at = start;
    this.#statements(false);
    return this.#found;
  }

  #statements(namesOnly: boolean): void {
    let isLineStart = true;
    while (this.#peek().kind !== 'end') {
      const token = this.#peek();
      const isStatement = isLineStart && token.kind === 'name';
      if (isStatement && namesOnly && (token.text === 'param' || token.text === 'var')) this.#name();
      else if (isStatement && !namesOnly && (token.text === 'resource' || token.text === 'module'))
        this.#declaration(0);
      else this.#at += 1;
      isLineStart = this.#tokens[this.#at - 1]?.kind === 'newline';
    }
  }

  /** `param name type = default`, `var name = value`. */
  #name(): void {
    const isParameter = this.#next().text === 'param';
    const name = this.#next().text;
    while (!this.#isMark('=') && !this.#isLineEnd()) this.#at += 1;
    if (!this.#takeMark('=')) return;
    const value = this.expression(0);
    if (!isParameter || !value.isNull) this.#names.set(name, value);
  }

  /** `resource symbol 'Type@version' [existing] = [if (…)] { … }`, or a loop. */
  #declaration(depth: number): void {
    const first = this.#next();
    const symbol = this.#next().text;
    const type = this.#peek();
    if (type.kind !== 'text') return;
    this.#at += 1;
    if (this.#peek().text === 'existing') return;
    if (!this.#takeMark('=')) return;
    const written = this.expression(depth + 1);
    const body = written.isSequence ? written.items[0] : written;
    if (body?.isMap !== true) return;
    const kind = first.text === 'module' ? 'module' : 'resource';
    this.#found.push({
      kind,
      symbol,
      type: kind === 'module' ? type.text : type.text.replace(/@.*$/, ''),
      body,
    });
  }

  /** An expression with its operators; what they compute is null. */
  expression(depth: number): PlacedValue {
    const start = this.#peek();
    if (depth > deepest) {
      this.#skipExpression();
      return this.#nothing(start);
    }
    if (start.text === 'if' && start.kind === 'name') {
      this.#at += 1;
      if (this.#isMark('(')) this.#skipBrackets();
      return this.expression(depth + 1);
    }
    let value = this.#operand(depth);
    for (;;) {
      if (this.#isMarkOnNextLine('?')) {
        value = this.#choice(depth);
        continue;
      }
      const { kind, text } = this.#peek();
      if (kind !== 'mark' || [',', ')', ']', '}', ':', '='].includes(text)) return value;
      // Any other operator: what it makes is not known, unless one side stands for the lack of the other.
      this.#at += 1;
      const right = this.#operand(depth);
      value = text === '??' ? (value.isNull ? right : value) : this.#nothing(start);
    }
  }

  /** `? a : b`. */
  #choice(depth: number): PlacedValue {
    const start = this.#next();
    this.#skipNewlines();
    const yes = this.expression(depth + 1);
    this.#skipNewlines();
    if (!this.#takeMark(':')) return this.#nothing(start);
    this.#skipNewlines();
    const no = this.expression(depth + 1);
    const isFilled = (value: PlacedValue): boolean => value.items.length > 0 || value.entries.length > 0;
    return isFilled(yes) ? yes : isFilled(no) ? no : this.#nothing(start);
  }

  #operand(depth: number): PlacedValue {
    const start = this.#peek();
    if (start.kind === 'newline' || start.kind === 'end') return this.#nothing(start);
    this.#at += 1;
    if (start.kind === 'text')
      return this.#accessed(PlacedValue.scalar(this.#filled(start.text, 0), this.#span(start)));
    if (start.kind === 'number') return PlacedValue.scalar(start.text, this.#span(start));
    if (start.kind === 'name') return this.#named(start, depth);
    if (start.text === '{') return this.#accessed(this.#object(start, depth));
    if (start.text === '[') return this.#accessed(this.#array(start, depth));
    if (start.text === '(') {
      this.#skipNewlines();
      const inner = this.expression(depth + 1);
      this.#skipNewlines();
      this.#takeMark(')');
      return this.#accessed(inner);
    }
    if ((start.text === '-' || start.text === '!') && depth <= deepest) this.#operand(depth + 1);
    return this.#nothing(start);
  }

  #named(start: BicepToken, depth: number): PlacedValue {
    if (this.#isMark('(')) return this.#accessed(this.#call(start, depth));
    if (start.text === 'true' || start.text === 'false')
      return PlacedValue.scalar(start.text, this.#span(start));
    if (start.text === 'null') return this.#nothing(start);
    const known = this.#names.get(start.text);
    if (!this.#isAccess()) return known ?? this.#nothing(start);
    let value: PlacedValue | undefined = known;
    while (this.#isAccess()) {
      const { text } = this.#next();
      if (text === '.' || text === '?.') value = value?.get(this.#next().text);
      else if (text === '[') {
        this.#at -= 1;
        this.#skipBrackets();
        value = undefined;
      }
    }
    return value?.exists === true ? value : this.#nothing(start);
  }

  /** `concat` joins lists and `union` maps; `int`, `string` and `toLower` of a known value change nothing that matters. */
  #call(start: BicepToken, depth: number): PlacedValue {
    const given: PlacedValue[] = [];
    this.#takeMark('(');
    for (;;) {
      this.#skipNewlines();
      if (this.#takeMark(')') || this.#peek().kind === 'end') break;
      const before = this.#at;
      given.push(this.expression(depth + 1));
      this.#skipNewlines();
      this.#takeMark(',');
      if (this.#at === before) this.#at += 1;
    }
    const span = this.#span(start);
    switch (start.text) {
      case 'concat':
      case 'union':
        if (given.every(({ isNull, isSequence }) => isSequence || isNull))
          return PlacedValue.list(
            given.flatMap(({ items }) => items),
            span,
          );
        return given.some(({ isMap }) => isMap)
          ? PlacedValue.map(new Map(given.flatMap(({ entries }) => entries)), span)
          : this.#nothing(start);
      case 'int':
      case 'string':
      case 'any':
      case 'json':
        return given[0] ?? this.#nothing(start);
      default:
        return this.#nothing(start);
    }
  }

  #object(start: BicepToken, depth: number): PlacedValue {
    const entries = new Map<string, PlacedValue>();
    for (;;) {
      this.#skipNewlines();
      if (this.#takeMark('}') || this.#peek().kind === 'end') break;
      const key = this.#peek();
      const next = this.#tokens[this.#at + 1];
      if (key.kind === 'name' && key.text === 'resource' && next?.kind === 'name') {
        const before = this.#at;
        this.#declaration(depth + 1);
        if (this.#at === before) this.#at += 1;
        continue;
      }
      if (key.kind === 'mark' && key.text === '...') {
        this.#at += 1;
        for (const [name, value] of this.expression(depth + 1).entries) entries.set(name, value);
        continue;
      }
      this.#at += 1;
      if ((key.kind !== 'name' && key.kind !== 'text') || !this.#takeMark(':')) continue;
      const value = this.expression(depth + 1);
      this.#takeMark(',');
      entries.set(key.text, value.withSpan(this.#span(key)));
    }
    return PlacedValue.map(entries, this.#span(start));
  }

  #array(start: BicepToken, depth: number): PlacedValue {
    const items: PlacedValue[] = [];
    this.#skipNewlines();
    if (this.#peek().text === 'for' && this.#peek().kind === 'name') {
      while (!this.#isMark(':') && this.#peek().kind !== 'end') {
        if (this.#isMark('(') || this.#isMark('[')) this.#skipBrackets();
        else this.#at += 1;
      }
      this.#takeMark(':');
    }
    for (;;) {
      this.#skipNewlines();
      if (this.#takeMark(']') || this.#peek().kind === 'end') break;
      const before = this.#at;
      const spreads = this.#takeMark('...');
      const value = this.expression(depth + 1);
      if (spreads) items.push(...value.items);
      else items.push(value);
      this.#takeMark(',');
      if (this.#at === before) this.#at += 1;
    }
    return PlacedValue.list(items, this.#span(start));
  }

  /** What is asked of a value by `.x` or `[…]` is not known; a plain value stays. */
  #accessed(value: PlacedValue): PlacedValue {
    if (!this.#isAccess()) return value;
    const start = this.#peek();
    while (this.#isAccess()) {
      if (this.#isMark('[')) this.#skipBrackets();
      else this.#at += this.#isMark('!') ? 1 : 2;
    }
    return this.#nothing(start);
  }

  #isAccess(): boolean {
    return ['.', '?.', '[', '!'].some((text) => this.#isMark(text));
  }

  /** `${name}` filled in where the name stands for a text. */
  #filled(text: string, hops: number): string {
    if (!text.includes('$')) return text;
    return text.slice(0, 4_096).replace(/\$\{\s*(\w+)\s*\}/g, (written, name: string) => {
      const value = this.#names.get(name)?.text;
      return value === undefined || hops > furthest ? written : value.slice(0, 256);
    });
  }

  #nothing(start: BicepToken): PlacedValue {
    return PlacedValue.scalar(undefined, this.#span(start));
  }

  #span({ start }: BicepToken): SourceSpan {
    return this.#source.span(start, Math.max(start, this.#tokens[this.#at - 1]?.end ?? start));
  }

  #peek(): BicepToken {
    return this.#tokens[Math.min(this.#at, this.#tokens.length - 1)] ?? noToken;
  }

  #next(): BicepToken {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #isMark(text: string): boolean {
    const token = this.#peek();
    return token.kind === 'mark' && token.text === text;
  }

  #isMarkOnNextLine(text: string): boolean {
    const at = this.#at;
    this.#skipNewlines();
    if (this.#isMark(text)) return true;
    this.#at = at;
    return false;
  }

  #isLineEnd(): boolean {
    return this.#peek().kind === 'newline' || this.#peek().kind === 'end';
  }

  #takeMark(text: string): boolean {
    const isHere = this.#isMark(text);
    if (isHere) this.#at += 1;
    return isHere;
  }

  #skipNewlines(): void {
    while (this.#peek().kind === 'newline') this.#at += 1;
  }

  #skipBrackets(): void {
    let open = 0;
    for (; this.#peek().kind !== 'end'; this.#at += 1) {
      const { kind, text } = this.#peek();
      if (kind !== 'mark') continue;
      if (['(', '[', '{'].includes(text)) open += 1;
      else if ([')', ']', '}'].includes(text)) open -= 1;
      if (open <= 0) {
        this.#at += 1;
        return;
      }
    }
  }

  #skipExpression(): void {
    while (!this.#isLineEnd()) {
      if (['(', '[', '{'].some((text) => this.#isMark(text))) this.#skipBrackets();
      else if ([')', ']', '}', ','].some((text) => this.#isMark(text))) return;
      else this.#at += 1;
    }
  }
}

const noToken: BicepToken = { kind: 'end', text: '', start: 0, end: 0 };
