import { formatted, joined, plainText } from './texts.js';
import type { PyArguments, PyValue } from './values.js';
import { optionsOf, unknown } from './values.js';

/** `object[index]` of a dictionary or list. */
export function subscript(object: PyValue, index: PyValue): PyValue {
  if (object.kind === 'dict') {
    const key = plainText(index);
    return (key === undefined ? undefined : object.entries.get(key)) ?? unknown;
  }
  if (object.kind === 'list' && index.kind === 'number') return object.items.at(index.value) ?? unknown;
  return unknown;
}

/** Two lists of which one may be one of several, or something that only run time knows. */
export function someOf(left: PyValue, right: PyValue): PyValue {
  const options = [...optionsOf(left), ...optionsOf(right)];
  const items = options.flatMap((one) => (one.kind === 'list' ? one.items : []));
  return {
    kind: 'list',
    items: [...new Set(items)].slice(0, 2_000),
    complete: options.every((one) => one.kind === 'list' && one.complete),
  };
}

/** What lists, dictionaries and texts do themselves. Lists that grow are grown in place, as in Python. */
export function containerMethod(object: PyValue, name: string, args: PyArguments): PyValue | undefined {
  const [first = unknown] = args.positional;
  if (object.kind === 'list' && Array.isArray(object.items)) {
    if (name === 'append') object.items.push(first);
    if (name === 'extend' && first.kind === 'list') object.items.push(...first.items.slice(0, 500));
    if (name === 'insert')
      object.items.splice(first.kind === 'number' ? first.value : 0, 0, args.positional[1] ?? unknown);
    return /^(?:append|extend|insert)$/.test(name) ? { kind: 'none' } : unknown;
  }
  if (object.kind === 'dict') {
    const values = [...object.entries];
    if (name === 'values')
      return { kind: 'list', items: values.map(([, value]) => value), complete: object.complete };
    if (name === 'items')
      return {
        kind: 'list',
        items: values.map(([key, value]) => ({
          kind: 'list',
          items: [{ kind: 'text', text: [key.startsWith('\0') ? null : key], adjustable: false }, value],
          complete: true,
        })),
        complete: object.complete,
      };
    if (name === 'update' && object.entries instanceof Map) {
      const given = first.kind === 'dict' ? [...first.entries, ...args.named] : args.named;
      for (const [key, value] of given) object.entries.set(key, value);
      return { kind: 'none' };
    }
    return name === 'get' ? subscript(object, first) : unknown;
  }
  return object.kind === 'text' ? textMethod(object, name, args) : undefined;
}

function textMethod(
  object: Extract<PyValue, { kind: 'text' }>,
  name: string,
  { positional, named }: PyArguments,
): PyValue {
  const [first = unknown, second = unknown] = positional;
  const known = plainText(object);
  const stripped = plainText(first);
  if (known === undefined) return { kind: 'text', text: [null], adjustable: false };
  const keep = (text: string): PyValue => ({ ...object, text: [text] });
  switch (name) {
    case 'rstrip':
      if (stripped === '/') return keep(known.replace(/(?<!\/)\/+$/, ''));
      return positional.length === 0 ? keep(known.trimEnd()) : unknown;
    case 'lstrip':
      if (stripped === '/') return keep(known.replace(/^\/+/, ''));
      return positional.length === 0 ? keep(known.trimStart()) : unknown;
    case 'strip':
      if (stripped === '/') return keep(known.replace(/^\/+/, '').replace(/(?<!\/)\/+$/, ''));
      return positional.length === 0 ? keep(known.trim()) : unknown;
    case 'lower':
      return keep(known.toLowerCase());
    case 'upper':
      return keep(known.toUpperCase());
    case 'replace': {
      const other = plainText(second);
      return stripped !== undefined && stripped !== '' && other !== undefined && known.length < 20_000
        ? keep(known.replaceAll(stripped, () => other))
        : { kind: 'text', text: [null], adjustable: false };
    }
    case 'format':
      return formatted(known, positional, named);
    case 'join': {
      if (first.kind !== 'list' || !first.complete) return { kind: 'text', text: [null], adjustable: false };
      let value = keep('');
      for (const [at, item] of first.items.entries())
        value = joined(at === 0 ? value : joined(value, keep(known)), item);
      return value;
    }
    case 'split':
      return stripped === undefined || stripped === '' || known.length > 20_000
        ? unknown
        : { kind: 'list', items: known.split(stripped).map(keep), complete: true };
    default:
      return unknown;
  }
}
