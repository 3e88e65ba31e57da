import type { SyntaxNode } from '../tree-sitter.js';

/** A Ruby value as far as the text tells it. */
export type RubyValue =
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'symbol'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'nil' }
  | { readonly kind: 'array'; readonly items: readonly RubyValue[] }
  | { readonly kind: 'hash'; readonly entries: ReadonlyMap<string, RubyValue> }
  /** `-> { … }` and `proc { … }` whose body is one value: that value. */
  | { readonly kind: 'lambda'; readonly result: RubyValue }
  /** A string of which some interpolations are not known; those stand in `text` as they are written, `#{…}`. */
  | { readonly kind: 'template'; readonly text: string }
  /** Anything else. The text is kept for messages and defaults, the node (valid while the tree is) to be looked at again. */
  | { readonly kind: 'code'; readonly text: string; readonly node?: SyntaxNode };

/** Values of constants and variables by name. */
export interface RubyScope {
  get(name: string): RubyValue | undefined;
}

/**
 * The variables of a method or block: what is not found here is looked up in the frame around it. `isolated` frames are those of
 * branches that may not run: what they assign is known inside, and outside no longer known.
 */
export class RubyFrame implements RubyScope {
  readonly #values = new Map<string, RubyValue>();
  readonly #around: RubyScope | undefined;
  readonly #isolated: boolean;

  constructor(around?: RubyScope, isolated = false) {
    this.#around = around;
    this.#isolated = isolated;
  }

  get(name: string): RubyValue | undefined {
    return this.#values.get(name) ?? this.#around?.get(name);
  }

  /** Sets a variable where it was made, or here when it is new. */
  assign(name: string, value: RubyValue): void {
    const around = this.#around instanceof RubyFrame ? this.#around : undefined;
    const outside = !this.#values.has(name) && around?.get(name) !== undefined;
    if (outside && around && !this.#isolated) around.assign(name, value);
    else {
      if (this.#isolated) around?.assign(name, { kind: 'code', text: name });
      this.#values.set(name, value);
    }
  }

  /** Sets a variable of this frame only: a parameter. */
  bind(name: string, value: RubyValue): void {
    this.#values.set(name, value);
  }
}

/** A string's or symbol's text. */
export function nameOf(value: RubyValue | undefined): string | undefined {
  return value?.kind === 'string' || value?.kind === 'symbol' ? value.text : undefined;
}

/** The names of an array of strings or symbols, or a single one as a list; undefined when one of them is not known. */
export function namesOf(value: RubyValue | undefined): readonly string[] | undefined {
  if (value?.kind !== 'array') {
    const single = nameOf(value);
    return single === undefined ? undefined : [single];
  }
  const names = value.items.map(nameOf);
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** `true` or `false`; undefined for anything else. */
export function booleanOf(value: RubyValue | undefined): boolean | undefined {
  return value?.kind === 'boolean' ? value.value : undefined;
}

/** A number's value; undefined for anything else. */
export function numberOf(value: RubyValue | undefined): number | undefined {
  return value?.kind === 'number' ? value.value : undefined;
}
