import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import { hclTokens, type HclToken } from './tokens.js';
import { templateValue } from './template.js';
import { unknownValue, type HclAttribute, type HclBlock, type HclBody, type HclValue } from './value.js';

/** Deeper nesting is passed over. */
const deepest = 64;

/**
 * Parses a file of HCL (Terraform, OpenTofu, Nomad, Consul) into its blocks and attributes. Total: what is not understood is passed over
 * to the end of its line, so a broken file gives what is readable of it.
 * Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export function parseHcl(source: SourceText): HclBody {
  return new HclParser(source.text, (start, end) => source.span(start, end)).body(0);
}

/**
 * A text of Terraform's JSON, in which only `${…}` means anything: there are no escapes but those of JSON. One expression alone is that
 * expression.
 */
export function parseHclTemplate(text: string): HclValue {
  const value = templateValue(text.replaceAll('\\', '\\\\'), (expression) =>
    new HclParser(expression, () => nowhere).expression(0),
  );
  if (value.kind !== 'template') return value;
  const parts = value.parts.filter((part) => part.kind !== 'text' || part.text !== '');
  return parts.length === 1 ? (parts[0] ?? value) : value;
}

const nowhere: SourceSpan = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 };

class HclParser {
  readonly #tokens: readonly HclToken[];
  readonly #span: (start: number, end: number) => SourceSpan;
  #at = 0;

  constructor(text: string, span: (start: number, end: number) => SourceSpan) {
    this.#tokens = hclTokens(text);
    this.#span = span;
  }

  /** Attributes and blocks, up to the closing brace or the end. */
  body(depth: number): HclBody {
    const attributes = new Map<string, HclAttribute>();
    const blocks: HclBlock[] = [];
    for (;;) {
      this.#skipNewlines();
      const first = this.#peek();
      if (first.kind === 'end' || (depth > 0 && this.#isMark('}'))) return { attributes, blocks };
      if (first.kind !== 'name' || depth > deepest) {
        this.#skipTo(isLineEnd);
        if (!this.#isMark('}') || depth === 0) this.#at += 1;
        continue;
      }
      this.#at += 1;
      if (this.#takeMark('=')) {
        const value = this.expression(depth + 1);
        attributes.set(first.text, { value, span: this.#spanFrom(first) });
      } else {
        const block = this.#block(first, depth);
        if (block) blocks.push(block);
      }
    }
  }

  #block(first: HclToken, depth: number): HclBlock | undefined {
    const labels: string[] = [];
    while (this.#peek().kind === 'text' || this.#peek().kind === 'name') {
      labels.push(this.#peek().text);
      this.#at += 1;
    }
    if (!this.#takeMark('{')) {
      this.#skipTo(isLineEnd);
      return undefined;
    }
    const body = this.body(depth + 1);
    this.#takeMark('}');
    return { type: first.text, labels, ...body, span: this.#spanFrom(first) };
  }

  /** An expression. When an operator follows, its value is not known, and it is passed over to its end. */
  expression(depth: number): HclValue {
    const value = depth > deepest ? unknownValue : this.#operand(depth);
    if (isEnd(this.#peek())) return value;
    this.#skipTo(isEnd);
    return unknownValue;
  }

  #operand(depth: number): HclValue {
    const token = this.#peek();
    if (isEnd(token)) return unknownValue;
    this.#at += 1;
    if (token.kind === 'number') return { kind: 'text', text: token.text };
    if (token.kind === 'text')
      return templateValue(token.text, (text) => new HclParser(text, () => nowhere).expression(depth + 1));
    if (token.kind === 'name') return this.#named(token, depth);
    if (token.text === '[') return this.#list(depth);
    if (token.text === '{') return this.#map(token, depth);
    this.#at -= 1;
    return unknownValue;
  }

  #named({ text }: HclToken, depth: number): HclValue {
    if (this.#isMark('(')) return this.#call(text, depth);
    if (text === 'true' || text === 'false') return { kind: 'text', text };
    const path = [text];
    while (this.#isMark('.') && this.#peek(1).kind === 'name') {
      path.push(this.#peek(1).text);
      this.#at += 2;
    }
    return { kind: 'reference', path };
  }

  /** `jsonencode(x)` is x to who reads it; `tostring` and `tonumber` change nothing that matters; other functions are not evaluated. */
  #call(name: string, depth: number): HclValue {
    this.#at += 1;
    this.#skipNewlines();
    const argument = this.expression(depth + 1);
    this.#skipNewlines();
    const isOnly = this.#isMark(')');
    if (!isOnly) this.#skipTo((token) => token.kind === 'end' || token.text === ')', true);
    this.#takeMark(')');
    return isOnly && ['jsonencode', 'tostring', 'tonumber', 'tolist'].includes(name)
      ? argument
      : unknownValue;
  }

  #list(depth: number): HclValue {
    const items: HclValue[] = [];
    for (;;) {
      this.#skipNewlines();
      if (this.#takeMark(']')) return { kind: 'list', items };
      if (this.#isName('for') || this.#peek().kind === 'end') return this.#unreadable(']');
      items.push(this.expression(depth + 1));
      this.#skipNewlines();
      if (!this.#takeMark(',') && !this.#isMark(']')) return this.#unreadable(']');
    }
  }

  #map(start: HclToken, depth: number): HclValue {
    const entries = new Map<string, HclAttribute>();
    for (;;) {
      this.#skipNewlines();
      if (this.#takeMark('}')) return { kind: 'map', entries, span: this.#spanFrom(start) };
      const key = this.#peek();
      const isKey = (key.kind === 'name' || key.kind === 'text') && ['=', ':'].includes(this.#peek(1).text);
      if (!isKey || this.#isName('for')) return this.#unreadable('}');
      this.#at += 2;
      const value = this.expression(depth + 1);
      entries.set(key.text, { value, span: this.#spanFrom(key) });
      this.#takeMark(',');
    }
  }

  #unreadable(close: string): HclValue {
    this.#skipTo((token) => token.kind === 'end' || token.text === close, true);
    this.#takeMark(close);
    return unknownValue;
  }

  #peek(ahead = 0): HclToken {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)] ?? noToken;
  }

  #isMark(text: string): boolean {
    return this.#peek().kind === 'mark' && this.#peek().text === text;
  }

  #isName(text: string): boolean {
    return this.#peek().kind === 'name' && this.#peek().text === text;
  }

  #takeMark(text: string): boolean {
    const isHere = this.#isMark(text);
    if (isHere) this.#at += 1;
    return isHere;
  }

  #skipNewlines(): void {
    while (this.#peek().kind === 'newline') this.#at += 1;
  }

  /** Goes on until a token fits that stands in no bracket opened meanwhile. */
  #skipTo(fits: (token: HclToken) => boolean, acrossLines = false): void {
    let open = 0;
    for (; this.#peek().kind !== 'end'; this.#at += 1) {
      const token = this.#peek();
      if (open === 0 && fits(token) && !(acrossLines && token.kind === 'newline')) return;
      if (token.kind !== 'mark') continue;
      if (['(', '[', '{'].includes(token.text)) open += 1;
      if ([')', ']', '}'].includes(token.text)) open -= 1;
      if (open < 0) return;
    }
  }

  #spanFrom({ start }: HclToken): SourceSpan {
    return this.#span(start, this.#tokens[this.#at - 1]?.end ?? start);
  }
}

const noToken: HclToken = { kind: 'end', text: '', start: 0, end: 0 };

function isLineEnd(token: HclToken): boolean {
  return token.kind === 'newline' || token.kind === 'end' || (token.kind === 'mark' && token.text === '}');
}

function isEnd(token: HclToken): boolean {
  return (
    token.kind === 'newline' ||
    token.kind === 'end' ||
    (token.kind === 'mark' && [',', ')', ']', '}'].includes(token.text))
  );
}
