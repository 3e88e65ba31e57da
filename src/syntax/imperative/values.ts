import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';
import type { ClassNode, FunctionNode, Located, ProgramNode } from './tree.js';

/** One parsed file. */
export interface Unit {
  readonly source: SourceText;
  readonly program: ProgramNode;
}

/** A class with the file that it stands in. */
export interface ClassUnit {
  readonly unit: Unit;
  readonly class: ClassNode;
}

/** Where a text stands in a file. */
export interface TextPlace {
  readonly source: SourceText;
  readonly offset: number;
}

export interface Entry {
  readonly key?: string;
  readonly value: Value;
}

/** What a program works with, as far as its text tells it. */
export type Value =
  /** Unknown parts stand in `text` as `${…}`; then it is not whole. */
  | { readonly kind: 'text'; readonly text: string; readonly whole: boolean; readonly place?: TextPlace }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'list'; readonly entries: readonly Entry[] }
  | {
      readonly kind: 'function';
      readonly function: FunctionNode;
      readonly frame: Frame;
      readonly unit: Unit;
      readonly level: number;
    }
  /** A class by its name, as written: `Schema` in `Schema::create`, `typeof(X)`, `X::class`. */
  | { readonly kind: 'class'; readonly name: string }
  /** The object whose method runs; `level` = from where in its hierarchy methods are looked up (`parent`, `base`). */
  | { readonly kind: 'self'; readonly level: number }
  /** Something that the framework answers for. */
  | { readonly kind: 'object'; readonly object: HostObject }
  /** The text of another file of the repository: its path is known, its content is not read here. */
  | { readonly kind: 'file'; readonly path: string }
  /** The answer of "is there such a table, column, index": it guards what depends on it. */
  | { readonly kind: 'guard' }
  /** Anything else; the text is kept for messages. */
  | { readonly kind: 'code'; readonly text: string };

/** An object of a framework. */
export interface HostObject {
  /** Undefined = it has no such method. */
  call(call: Call): Value | undefined;
  member?(name: string): Value | undefined;
  assign?(name: string, value: Value): void;
  /** Whether it is of a type; undefined = not known. */
  is?(type: string): boolean | undefined;
  /** What a loop over it gives. */
  item?(): Value;
}

/** Calls a function value with these arguments and gives what it returns. */
export type Invoke = (callee: Value | undefined, given: readonly Value[]) => Value;

/** What is known of whether and how often something runs. */
export interface Circumstances {
  /** Whether it runs is not known. */
  readonly unsure: boolean;
  /** It runs again and again, for things that only run time knows. */
  readonly looped: boolean;
  /** It runs only when what it changes is there, or is not there yet. */
  readonly guarded: boolean;
}

/** A call with its arguments' values. */
export interface Call {
  readonly name: string;
  readonly typeArguments: readonly string[];
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  readonly node: Located;
  /** It is a statement of its own: nobody uses what it gives. */
  readonly discarded: boolean;
  /** Of the call itself when it stands in the file at hand, else of the call there that leads to it. */
  readonly span: SourceSpan;
  /** The same without what the method is called on: in a chain of calls over several lines each has a place of its own. */
  readonly link: SourceSpan;
  readonly circumstances: Circumstances;
  readonly invoke: Invoke;
  /** Reads something (usually a closure of the call) that may not run, or runs again and again. */
  readonly under: <Result>(change: Partial<Circumstances>, read: () => Result) => Result;
  /** Says that nothing runs behind this call, because it throws an error or skips the rest. */
  readonly end: (how: 'error' | 'skip') => void;
  /** Says that what follows in the same function runs only when what it changes is there, or is not there yet. */
  readonly guardRest: () => void;
}

/** Variables by name. What is not found here is looked up in the frame around it. */
export class Frame {
  readonly #values = new Map<string, Value>();
  readonly #around: Frame | undefined;
  readonly #isolated: boolean;

  /** @param isolated a branch that may not run: what it assigns is known inside, and outside no longer known. */
  constructor(around?: Frame, isolated = false) {
    this.#around = around;
    this.#isolated = isolated;
  }

  get(name: string): Value | undefined {
    return this.#values.get(name) ?? this.#around?.get(name);
  }

  /** Sets a variable where it was made, or here when it is new. */
  assign(name: string, value: Value): void {
    const outside = !this.#values.has(name) && this.#around?.get(name) !== undefined;
    if (outside && !this.#isolated) this.#around?.assign(name, value);
    else {
      if (this.#isolated) this.#around?.assign(name, { kind: 'code', text: name });
      this.#values.set(name, value);
    }
  }

  /** Sets a variable of this frame only: a parameter or a local variable. */
  bind(name: string, value: Value): void {
    this.#values.set(name, value);
  }
}

/** The argument at a position (from 0) or by its name. */
export function argumentOf({ positional, named }: Call, index: number, name?: string): Value | undefined {
  const given = name === undefined ? undefined : named.get(name);
  return given ?? (index < 0 ? undefined : positional[index]);
}

/** A known text. */
export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'text' && value.whole ? value.text : undefined;
}

/** A known text or number, as text. */
export function wordOf(value: Value | undefined): string | undefined {
  return value?.kind === 'number' ? value.text : textOf(value);
}

/** The known texts of a list, or of a single one; undefined when one of them is not known. */
export function textsOf(value: Value | undefined): readonly string[] | undefined {
  if (value?.kind !== 'list') {
    const single = textOf(value);
    return single === undefined ? undefined : [single];
  }
  const texts = value.entries.map((entry) => textOf(entry.value));
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** `true` or `false`; undefined for anything else. */
export function booleanOf(value: Value | undefined): boolean | undefined {
  return value?.kind === 'boolean' ? value.value : undefined;
}

/** A number's value; undefined for anything else. */
export function numberOf(value: Value | undefined): number | undefined {
  if (value?.kind !== 'number') return undefined;
  const number = Number(value.text);
  return Number.isFinite(number) ? number : undefined;
}

/** A list's value under a key. */
export function entryOf(value: Value | undefined, key: string): Value | undefined {
  return value?.kind === 'list' ? value.entries.find((entry) => entry.key === key)?.value : undefined;
}

/** A whole text that stands nowhere. */
export function text(written: string): Value {
  return { kind: 'text', text: written, whole: true };
}
