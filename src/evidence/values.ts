import type { CodeCall, CodeFile, CodeRange, CodeText, CodeValue } from '../syntax/code/code-file.js';

/** A name that is given a value: an option, an entry of a map, a named argument, `set("name", value)`, `object.name = value`. */
export interface Setting extends CodeRange {
  readonly name: string;
  readonly value: CodeValue;
  /** The call that it is given to; absent for assignments and values that are given back. */
  readonly call?: CodeCall;
}

const walked = new WeakMap<CodeFile, readonly CodeValue[]>();
const settingsOf = new WeakMap<CodeFile, readonly Setting[]>();

/** Every value of a file: arguments, assigned and returned values, what stands on marks, and the parts of all of these. */
export function valuesIn(code: CodeFile): readonly CodeValue[] {
  const known = walked.get(code);
  if (known) return known;
  const values: CodeValue[] = [];
  for (const root of rootsOf(code)) collect(root, values);
  walked.set(code, values);
  return values;
}

/** Texts of a file, each once, with where they stand. */
export function textsIn(code: CodeFile): readonly CodeText[] {
  const seen = new Set<number>();
  return valuesIn(code).flatMap((value) => {
    if (value.kind !== 'text' || seen.has(value.start)) return [];
    seen.add(value.start);
    return [value];
  });
}

/** The texts of one value and its parts, those of calls in it left out. */
export function textsOf(value: CodeValue): readonly CodeText[] {
  const values: CodeValue[] = [];
  collect(value, values);
  return values.flatMap((item) => (item.kind === 'text' ? [item] : []));
}

/** Every name that is given a value, in the order of the text. */
export function settingsIn(code: CodeFile): readonly Setting[] {
  const known = settingsOf.get(code);
  if (known) return known;
  const found: Setting[] = [];
  for (const call of code.calls) {
    const unnamed = call.arguments.filter(({ name }) => name === undefined).map(({ value }) => value);
    for (const { name, value } of call.arguments) {
      if (name !== undefined) found.push({ name, value, call, ...rangeOf(value) });
      entries(code, value, found, call);
    }
    for (const [index, value] of unnamed.entries()) {
      const name = keyOf(value);
      const next = unnamed[index + 1];
      if (name !== undefined && next) found.push({ name, value: next, call, ...spanning(value, next) });
    }
  }
  for (const { place, value, start, end } of code.assignments) {
    found.push({ name: place.name, value, start, end });
    entries(code, value, found);
  }
  for (const { returns } of code.functions) for (const value of returns) entries(code, value, found);
  for (const mark of code.marks)
    for (const { name, value } of mark.arguments) {
      if (name !== undefined) found.push({ name, value, ...rangeOf(value) });
      entries(code, value, found);
    }
  const seen = new Set<string>();
  const settings = found
    .filter(({ name, start }) => {
      const key = `${name} ${start}`;
      return !seen.has(key) && seen.add(key);
    })
    .toSorted((a, b) => a.start - b.start);
  settingsOf.set(code, settings);
  return settings;
}

/** `true`, `"true"`, `Boolean.TRUE`, `Some(true)`. */
export function isTrue(value: CodeValue): boolean {
  switch (value.kind) {
    case 'boolean':
      return value.value;
    case 'text':
      return value.text.toLowerCase() === 'true';
    case 'path':
      return value.name === 'TRUE' || (value.value !== undefined && isTrue(value.value));
    case 'call':
      return value.arguments.length === 1 && value.arguments.every((argument) => isTrue(argument.value));
    default:
      return false;
  }
}

/** `false`, `"false"`, `Boolean.FALSE`. */
export function isFalse(value: CodeValue): boolean {
  switch (value.kind) {
    case 'boolean':
      return !value.value;
    case 'text':
      return value.text.toLowerCase() === 'false';
    case 'path':
      return value.name === 'FALSE' || (value.value !== undefined && isFalse(value.value));
    default:
      return false;
  }
}

/** The number that a value is, also behind a name or written as text. */
export function numberOf(value: CodeValue | undefined): number | undefined {
  if (value?.kind === 'number') return value.value;
  if (value?.kind === 'text' && /^\d+$/.test(value.text)) return Number(value.text);
  if (value?.kind === 'path' && value.value) return numberOf(value.value);
  return undefined;
}

/** Whether anything is given: not `null`, `None`, `false` or an empty text. */
export function isGiven(value: CodeValue): boolean {
  return value.kind !== 'null' && !isFalse(value) && !(value.kind === 'text' && value.text === '');
}

function* rootsOf(code: CodeFile): Iterable<CodeValue> {
  for (const call of code.calls) {
    if (call.callee.object) yield call.callee.object;
    for (const { value } of call.arguments) yield value;
  }
  for (const { value } of code.assignments) yield value;
  for (const { returns } of code.functions) yield* returns;
  for (const mark of code.marks) for (const { value } of mark.arguments) yield value;
}

function collect(value: CodeValue, into: CodeValue[]): void {
  into.push(value);
  switch (value.kind) {
    case 'map':
      for (const entry of value.entries) collect(entry.value, into);
      break;
    case 'list':
      for (const item of value.items) collect(item, into);
      break;
    case 'other':
      for (const part of value.parts) collect(part, into);
      break;
    case 'path':
      if (value.object) collect(value.object, into);
      break;
    default:
  }
}

/** Entries of the maps in a value. */
function entries(code: CodeFile, value: CodeValue, into: Setting[], call?: CodeCall): void {
  const values: CodeValue[] = [];
  collect(value, values);
  for (const item of values) {
    if (item.kind === 'map')
      for (const { name, value: given } of item.entries)
        if (name !== undefined) into.push({ name, value: given, ...(call && { call }), ...rangeOf(given) });
    // Pairs of Kotlin: `"key" to value`.
    if (item.kind === 'other' && item.parts.length === 2) {
      const [first, second] = item.parts;
      const name = first && keyOf(first);
      const between = first && second && code.source.text.slice(first.end, second.start).trim();
      if (first && second && between === 'to' && name !== undefined)
        into.push({ name, value: second, ...(call && { call }), ...spanning(first, second) });
    }
    // Pairs as tuples: `{"x-dead-letter-exchange", :longstr, "dlx"}`, `("key", "value")`.
    if (item.kind === 'list') {
      const [first, ...rest] = item.items;
      const last = rest.at(-1);
      const name = first && rest.length <= 2 ? keyOf(first) : undefined;
      if (first && last && name !== undefined)
        into.push({ name, value: last, ...(call && { call }), ...spanning(first, last) });
    }
  }
}

/** A text or the name of a constant, also behind a conversion: `"key"`, `Config.KEY`, `"key".into()`. */
function keyOf(value: CodeValue): string | undefined {
  if (value.kind === 'text') return value.exact ? value.text : undefined;
  if (value.kind === 'path') return value.name;
  return value.kind === 'call' && value.callee.object?.kind === 'text' ? value.callee.object.text : undefined;
}

function rangeOf({ start, end }: CodeRange): CodeRange {
  return { start, end };
}

function spanning(first: CodeRange, last: CodeRange): CodeRange {
  return { start: first.start, end: Math.max(first.end, last.end) };
}
