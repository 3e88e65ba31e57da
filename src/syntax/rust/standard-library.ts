import type { Call, Entry, TextPlace, Value } from '../imperative/values.js';
import { booleanOf, text, textOf } from '../imperative/values.js';

const mostParts = 5_000;

/**
 * Methods of texts and iterators of Rust's standard library (https://doc.rust-lang.org/std/primitive.str.html,
 * https://doc.rust-lang.org/std/iter/trait.Iterator.html) as far as their result follows from the text; undefined for all others.
 */
export function rustMethod(receiver: Value | undefined, call: Call): Value | undefined {
  if (receiver?.kind === 'text') return textMethod(receiver, call);
  // The content of a file is not read here: all of its parts are the file.
  if (receiver?.kind === 'file')
    return /^(split|split_terminator|lines)$/.test(call.name) ? list([receiver]) : undefined;
  if (receiver?.kind === 'list') return listMethod(receiver.entries, call);
  return undefined;
}

function textMethod(receiver: Extract<Value, { kind: 'text' }>, call: Call): Value | undefined {
  const { name, positional } = call;
  const given = positional.map(textOf);
  const [first, second] = given;
  switch (name) {
    case 'split':
    case 'split_terminator':
      return first === undefined || first === '' ? undefined : list(split(receiver, first));
    case 'lines':
      return list(split(receiver, '\n'));
    case 'trim':
    case 'trim_start':
    case 'trim_end':
      return trimmed(receiver, name);
  }
  if (!receiver.whole) return undefined;
  switch (name) {
    case 'is_empty':
      return { kind: 'boolean', value: receiver.text === '' };
    case 'starts_with':
      return first === undefined ? undefined : { kind: 'boolean', value: receiver.text.startsWith(first) };
    case 'ends_with':
      return first === undefined ? undefined : { kind: 'boolean', value: receiver.text.endsWith(first) };
    case 'contains':
      return first === undefined ? undefined : { kind: 'boolean', value: receiver.text.includes(first) };
    case 'replace':
      return first === undefined || second === undefined
        ? undefined
        : text(receiver.text.replaceAll(first, () => second));
    case 'to_lowercase':
      return text(receiver.text.toLowerCase());
    case 'to_uppercase':
      return text(receiver.text.toUpperCase());
    default:
      return undefined;
  }
}

/** The parts between a separator, each with its place in the file. */
function split(value: Extract<Value, { kind: 'text' }>, separator: string): readonly Value[] {
  let at = 0;
  return value.text
    .split(separator)
    .slice(0, mostParts)
    .map((part): Value => {
      const place = placed(value.place, at);
      at += part.length + separator.length;
      return {
        kind: 'text',
        text: part,
        whole: value.whole || !part.includes('${'),
        ...(place && { place }),
      };
    });
}

function trimmed(value: Extract<Value, { kind: 'text' }>, how: string): Value {
  const ahead = how === 'trim_end' ? 0 : value.text.length - value.text.trimStart().length;
  const cut = value.text.slice(ahead);
  const place = placed(value.place, ahead);
  return {
    kind: 'text',
    text: how === 'trim_start' ? cut : cut.trimEnd(),
    whole: value.whole,
    ...(place && { place }),
  };
}

function placed(place: TextPlace | undefined, offset: number): TextPlace | undefined {
  return place && { source: place.source, offset: place.offset + offset };
}

function listMethod(entries: readonly Entry[], call: Call): Value | undefined {
  const { name, positional, invoke } = call;
  const [first] = positional;
  const values = entries.map(({ value }) => value);
  switch (name) {
    case 'map':
      return first?.kind === 'function' ? list(values.map((value) => invoke(first, [value]))) : undefined;
    case 'filter': {
      if (first?.kind !== 'function') return undefined;
      return list(values.filter((value) => booleanOf(invoke(first, [value])) !== false));
    }
    case 'for_each':
      if (first?.kind === 'function') for (const value of values) invoke(first, [value]);
      return { kind: 'null' };
    case 'rev':
      return list(values.toReversed());
    case 'chain':
      return first?.kind === 'list'
        ? list([...values, ...first.entries.map(({ value }) => value)])
        : undefined;
    case 'enumerate':
      return list(
        values.map((value, index): Value => list([{ kind: 'number', text: String(index) }, value])),
      );
    case 'first':
      return values[0];
    case 'last':
      return values.at(-1);
    case 'is_empty':
      return { kind: 'boolean', value: values.length === 0 };
    case 'join':
    case 'concat': {
      const between = name === 'join' ? textOf(first) : '';
      const parts = values.map(textOf);
      return between === undefined || parts.includes(undefined) ? undefined : text(parts.join(between));
    }
    default:
      return undefined;
  }
}

function list(values: readonly Value[]): Value {
  return { kind: 'list', entries: values.map((value) => ({ value })) };
}
