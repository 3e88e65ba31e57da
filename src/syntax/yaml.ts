import { Composer, isAlias, isMap, isNode, isScalar, isSeq, Parser } from 'yaml';
import type { Document, Node } from 'yaml';
import type { Skipped } from '../model/skipped.js';
import type { SourceSpan } from '../model/source-span.js';
import type { SourceText } from '../model/source-text.js';
import { EmbeddedText } from './embedded-text.js';
import { offsetNestedTooDeep } from './yaml-nesting.js';

/** Aliases resolve to at most this many nodes, so that a "billion laughs" file cannot eat the memory. */
const maxAliases = 1_000;

/** One document of a YAML stream. */
export interface YamlDocument {
  readonly root: YamlValue;
}

/** The documents of a stream, and a skip for each one that does not parse. */
export interface YamlStream {
  readonly documents: readonly YamlDocument[];
  readonly skipped: readonly Skipped[];
}

/**
 * A value in a YAML document with its place. All getters are total: asking a scalar for a key gives an absent value, so a reader can
 * ask for `root.get('spec').get('template')` without a check at each step. Aliases and merge keys (`<<`) are followed.
 */
export class YamlValue {
  readonly #source: SourceText;
  readonly #document: Document;
  readonly #node: Node | undefined;
  /** Where the key of this value stands; the value itself when it has none. */
  readonly #keyNode: Node | undefined;

  constructor(source: SourceText, document: Document, node: unknown, keyNode?: unknown) {
    this.#source = source;
    this.#document = document;
    this.#node = isNode(node) ? node : undefined;
    this.#keyNode = isNode(keyNode) ? keyNode : undefined;
  }

  get #resolved(): Node | undefined {
    let node = this.#node;
    for (let hops = 0; isAlias(node) && hops < 10; hops += 1) node = node.resolve(this.#document);
    return isAlias(node) ? undefined : node;
  }

  get exists(): boolean {
    return this.#resolved !== undefined;
  }

  get isMap(): boolean {
    return isMap(this.#resolved);
  }

  get isSequence(): boolean {
    return isSeq(this.#resolved);
  }

  /** True for `null`, `~` and a key without a value. */
  get isNull(): boolean {
    const node = this.#resolved;
    return node === undefined || (isScalar(node) && node.value === null);
  }

  /** The value of a key; absent when there is none. Keys written here win over merged ones. */
  get(key: string): YamlValue {
    return this.#lookUp(this.#resolved, key, new Set());
  }

  /** `seen` = the maps that were looked through: one that is merged a thousand times is looked through once. */
  #lookUp(node: Node | undefined, key: string, seen: Set<Node>): YamlValue {
    const absent = new YamlValue(this.#source, this.#document, undefined);
    if (!isMap(node) || seen.has(node) || seen.size > maxAliases) return absent;
    seen.add(node);
    const merged: Node[] = [];
    for (const pair of node.items) {
      const name = isScalar(pair.key) ? keyText(pair.key.value) : undefined;
      if (name === key) return new YamlValue(this.#source, this.#document, pair.value, pair.key);
      if (name === '<<' && isNode(pair.value)) merged.push(pair.value);
    }
    for (const source of merged) {
      const target = isAlias(source) ? source.resolve(this.#document) : source;
      const candidates = isSeq(target) ? target.items : [target];
      for (const candidate of candidates) {
        const map = isAlias(candidate) ? candidate.resolve(this.#document) : candidate;
        const found = this.#lookUp(isNode(map) ? map : undefined, key, seen);
        if (found.exists) return found;
      }
    }
    return absent;
  }

  /** `at('spec', 'template', 'spec')` = get after get. */
  at(...keys: readonly string[]): YamlValue {
    return keys.reduce<YamlValue>((value, key) => value.get(key), this);
  }

  /** The pairs of a map in order, merged keys last; empty for anything else. */
  get entries(): readonly (readonly [string, YamlValue])[] {
    const found = new Map<string, YamlValue>();
    this.#collect(this.#resolved, found, new Set());
    return [...found];
  }

  #collect(node: Node | undefined, found: Map<string, YamlValue>, seen: Set<Node>): void {
    if (!isMap(node) || seen.has(node) || seen.size > maxAliases) return;
    seen.add(node);
    const merged: unknown[] = [];
    const own = new Set<string>();
    for (const pair of node.items) {
      if (!isScalar(pair.key)) continue;
      const name = keyText(pair.key.value);
      if (name === '<<') merged.push(pair.value);
      // Of a key that is written twice the last one counts, as in the parsers of Java and Python.
      else if (!found.has(name) || own.has(name)) {
        own.add(name);
        found.set(name, new YamlValue(this.#source, this.#document, pair.value, pair.key));
      }
    }
    for (const source of merged) {
      const target = isAlias(source) ? source.resolve(this.#document) : source;
      for (const candidate of isSeq(target) ? target.items : [target]) {
        const map = isAlias(candidate) ? candidate.resolve(this.#document) : candidate;
        this.#collect(isNode(map) ? map : undefined, found, seen);
      }
    }
  }

  /** The items of a sequence; empty for anything else. */
  get items(): readonly YamlValue[] {
    const node = this.#resolved;
    return isSeq(node) ? node.items.map((item) => new YamlValue(this.#source, this.#document, item)) : [];
  }

  /** A scalar as text as it is written (`on`, `8080`, `1.10` stay so); undefined for maps, sequences and null. */
  get text(): string | undefined {
    const node = this.#resolved;
    if (!isScalar(node) || node.value === null) return undefined;
    return typeof node.value === 'string' ? node.value : (node.source ?? JSON.stringify(node.value));
  }

  /** A scalar's text as a text of its own (a file in a ConfigMap), whose places are those in this file; undefined when it is no text. */
  get embedded(): SourceText | undefined {
    const node = this.#resolved;
    if (!isScalar(node) || typeof node.value !== 'string') return undefined;
    return new EmbeddedText(this.#source, node.value, node.range ?? [0, 0, 0]);
  }

  /** A scalar as a number; undefined when it is none. Numeric strings count. */
  get number(): number | undefined {
    const text = this.text?.trim();
    if (text === undefined || text === '') return undefined;
    const value = Number(text);
    return Number.isFinite(value) ? value : undefined;
  }

  /** A scalar as a truth value; undefined when it is none. */
  get boolean(): boolean | undefined {
    const text = this.text?.toLowerCase();
    return text === 'true' ? true : text === 'false' ? false : undefined;
  }

  /** The plain JavaScript value; undefined when absent. */
  toPlain(): unknown {
    return this.#resolved?.toJS(this.#document, { maxAliasCount: maxAliases });
  }

  /** Where it stands, from its key (when it has one) to its end. An absent value stands at the file's first character. */
  get span(): SourceSpan {
    const node = this.#node;
    const start = this.#keyNode?.range?.[0] ?? node?.range?.[0] ?? 0;
    const end = node?.range?.[1] ?? this.#keyNode?.range?.[1] ?? start;
    return this.#source.span(start, trimmedEnd(this.#source.text, start, end));
  }
}

/** With `merge: true` the parser gives merge keys the value `Symbol(<<)`. */
function keyText(value: unknown): string {
  return typeof value === 'symbol' ? (value.description ?? '') : String(value);
}

/** Block values end where the next key begins; the span should end with the last visible character. */
function trimmedEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && /\s/.test(text.charAt(last - 1))) last -= 1;
  return last;
}

/**
 * Parses a stream of YAML documents (JSON too). A document with an error is skipped with its line and reason; the others are kept.
 * Empty documents are left out.
 */
export function parseYaml(source: SourceText): YamlStream {
  const documents: YamlDocument[] = [];
  const skipped: Skipped[] = [];
  const tokens = [...new Parser().parse(source.text)];
  const tooDeep = offsetNestedTooDeep(tokens);
  if (tooDeep !== undefined) {
    const { line } = source.position(tooDeep);
    return {
      documents,
      skipped: [{ file: source.path, line, reason: 'parse-error', detail: 'nested too deep' }],
    };
  }
  const composer = new Composer({
    merge: true,
    uniqueKeys: false,
    strict: false,
    logLevel: 'silent',
    prettyErrors: false,
  });
  for (const document of composer.compose(tokens)) {
    const error = document.errors[0];
    if (error) {
      const line = source.position(error.pos[0]).line;
      skipped.push({ file: source.path, line, reason: 'parse-error', detail: firstLine(error.message) });
      continue;
    }
    if (document.contents === null) continue;
    documents.push({ root: new YamlValue(source, document, document.contents) });
  }
  return { documents, skipped };
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
