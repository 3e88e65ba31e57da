import type { CodeCall, CodeMap, CodeValue } from './code-file.js';

/** Whether an option is given: `unknown` where it may come from what is spread in, or from a value that is not known. */
export type Given = 'no' | 'unknown' | 'yes';

/** The value itself, or what the name that stands for it was declared with. */
export function settled(value: CodeValue): CodeValue {
  return value.kind === 'path' && value.value ? value.value : value;
}

/** The n-th argument without a name, from 0. */
export function positional(call: Pick<CodeCall, 'arguments'>, index: number): CodeValue | undefined {
  return call.arguments.filter(({ name }) => name === undefined)[index]?.value;
}

/** The value of a named argument, or of an entry of an argument that is a map: `f(timeout=3)`, `f({ timeout: 3 })`, `f(options)`. */
export function option(
  call: Pick<CodeCall, 'arguments'>,
  ...names: readonly string[]
): CodeValue | undefined {
  for (const { name, value } of call.arguments) {
    if (name !== undefined && names.includes(name)) return value;
    const map = settled(value);
    const entry = map.kind === 'map' ? entryOf(map, ...names) : undefined;
    if (entry) return entry;
  }
  return undefined;
}

/** The value of an entry by its key; `a.b` is the entry `b` of the map that is the entry `a`. */
export function entryOf(map: CodeMap, ...names: readonly string[]): CodeValue | undefined {
  for (const name of names) {
    const [first, ...rest] = name.split('.');
    const value = map.entries.find((entry) => entry.name === first)?.value;
    if (!value || rest.length === 0) {
      if (value) return value;
      continue;
    }
    const inner = settled(value);
    const found = inner.kind === 'map' ? entryOf(inner, rest.join('.')) : undefined;
    if (found) return found;
  }
  return undefined;
}

/**
 * Whether a call is given one of these options. An argument that is a name of unknown value may hold it, and so may what is spread in.
 * @param from index of the first positional argument that may be the options.
 */
export function given(call: CodeCall, names: readonly string[], from = 0): Given {
  if (option(call, ...names)) return 'yes';
  if (call.spread) return 'unknown';
  const options = call.arguments.filter(({ name }) => name === undefined).slice(from);
  const isOpen = options.some(({ value }) => {
    const known = settled(value);
    return known.kind === 'map'
      ? known.spread
      : known.kind === 'path' || known.kind === 'call' || known.kind === 'other';
  });
  return isOpen ? 'unknown' : 'no';
}
