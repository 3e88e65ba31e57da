/**
 * A Ruby value as far as the text tells it. `code` is anything that is not a literal or folded from literals; its text is kept for
 * messages and defaults.
 */
export type RubyValue =
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'symbol'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'nil' }
  | { readonly kind: 'array'; readonly items: readonly RubyValue[] }
  | { readonly kind: 'hash'; readonly entries: ReadonlyMap<string, RubyValue> }
  /** `-> { … }` and `proc { … }` whose body is one literal: that literal. */
  | { readonly kind: 'lambda'; readonly result: RubyValue }
  | { readonly kind: 'code'; readonly text: string };

/** Values of constants and local variables by name. */
export type RubyScope = ReadonlyMap<string, RubyValue>;

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

export function numberOf(value: RubyValue | undefined): number | undefined {
  return value?.kind === 'number' ? value.value : undefined;
}
