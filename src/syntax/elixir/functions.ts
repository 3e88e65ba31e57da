import { elementOf, joined, sameValue, truthOf } from '../imperative/fold.js';
import type { Call, Entry, Value } from '../imperative/values.js';
import { numberOf, text, textOf, wordOf } from '../imperative/values.js';

const mostItems = 2_000;
const unknown: Value = { kind: 'code', text: '' };

/** Functions of Elixir's own modules on known values; undefined when the function or a value is not known. */
export function elixirFunction(receiver: Value | undefined, call: Call): Value | undefined {
  const name = call.name.replace(/\/\d+$/, '');
  if (receiver === undefined) return kernel(name, call);
  if (receiver.kind !== 'class') return undefined;
  switch (receiver.name) {
    case 'Enum':
    case 'Stream':
      return enumerable(name, call);
    case 'Range':
      return range(call);
    case 'Keyword':
    case 'Map':
    case 'Access':
      return keyed(name, call);
    case 'List':
    case 'Tuple':
      return listed(name, call);
    case 'String':
      return texts(name, call);
    case 'Atom':
    case 'Kernel':
    case 'Integer':
      return kernel(name, call) ?? (/^to_string$/.test(name) ? asText(call.positional[0]) : undefined);
    case 'Path':
      return name === 'join' ? path(call) : partOfPath(name, call);
    default:
      return undefined;
  }
}

function kernel(name: string, call: Call): Value | undefined {
  const [first, second] = call.positional;
  switch (name) {
    case 'to_string':
    case 'to_charlist':
      return asText(first);
    case 'is_nil':
      return first === undefined || first.kind === 'code'
        ? undefined
        : { kind: 'boolean', value: first.kind === 'null' };
    case 'is_list':
      return kindIs(first, 'list');
    case 'is_binary':
    case 'is_atom':
      return kindIs(first, 'text');
    case 'elem':
      return first && elementOf(first, second);
    case 'hd':
      return itemsOf(first)?.[0];
    case 'then':
      return call.invoke(second, first ? [first] : []);
    case 'tap':
      call.invoke(second, first ? [first] : []);
      return first;
    case 'in': {
      const items = itemsOf(second);
      if (!first || !items) return undefined;
      const same = new Set(items.map((item) => sameValue(first, item)));
      if (same.has(true)) return { kind: 'boolean', value: true };
      return same.has(undefined) ? undefined : { kind: 'boolean', value: false };
    }
    default:
      return undefined;
  }
}

function kindIs(value: Value | undefined, kind: Value['kind']): Value | undefined {
  return value === undefined || value.kind === 'code'
    ? undefined
    : { kind: 'boolean', value: value.kind === kind };
}

function asText(value: Value | undefined): Value | undefined {
  const word = wordOf(value);
  return word === undefined ? value : text(word);
}

function listOf(values: readonly Value[]): Value {
  return { kind: 'list', entries: values.map((value) => ({ value })) };
}

/** What a loop over a value gives: the pairs of maps and keyword lists are tuples. */
function itemsOf(value: Value | undefined): readonly Value[] | undefined {
  if (value?.kind !== 'list' || value.entries.length > mostItems) return undefined;
  return value.entries.map((entry) =>
    entry.key === undefined ? entry.value : listOf([text(entry.key), entry.value]),
  );
}

/** A list of pairs as a map. */
function asMap(items: readonly Value[]): Value {
  return {
    kind: 'list',
    entries: items.map((item): Entry => {
      const [key, value] = item.kind === 'list' ? item.entries : [];
      const word = wordOf(key?.value);
      return word !== undefined && value ? { key: word, value: value.value } : { value: item };
    }),
  };
}

function range(call: Call): Value | undefined {
  const [from, to] = call.positional.map(numberOf);
  if (from === undefined || to === undefined || Math.abs(to - from) > mostItems) return undefined;
  const way = to < from ? -1 : 1;
  return listOf(
    Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => ({
      kind: 'number',
      text: String(from + index * way),
    })),
  );
}

/** https://hexdocs.pm/elixir/Enum.html; what is not known runs its function once, as a loop does. */
function enumerable(name: string, call: Call): Value | undefined {
  const [first, second, third] = call.positional;
  const items = itemsOf(first);
  const callee = [third, second].find((value) => value?.kind === 'function');
  if (!items) {
    const one = first?.kind === 'object' ? (first.object.item?.() ?? unknown) : unknown;
    const given = name === 'reduce' || name === 'map_reduce' ? [one, unknown] : [one];
    if (callee) call.under({ looped: true }, () => call.invoke(callee, given));
    return /^(filter|reject|sort|sort_by|uniq|reverse|to_list|chunk_every|take|drop)$/.test(name)
      ? first
      : undefined;
  }
  const each = (): readonly Value[] => items.map((item) => call.invoke(second, [item]));
  switch (name) {
    case 'each':
      each();
      return { kind: 'null' };
    case 'map':
    case 'flat_map': {
      const results = each();
      return listOf(name === 'map' ? results : results.flatMap((result) => itemsOf(result) ?? [result]));
    }
    case 'with_index':
      return listOf(
        items.map((item, index) =>
          listOf([item, { kind: 'number', text: String(index + (numberOf(second) ?? 0)) }]),
        ),
      );
    case 'filter':
    case 'reject': {
      const kept = items.map((item) => truthOf(call.invoke(second, [item])));
      return kept.includes(undefined)
        ? undefined
        : listOf(items.filter((_, index) => kept[index] === (name === 'filter')));
    }
    case 'reduce':
      return items.reduce<Value>((done, item) => call.invoke(callee, [item, done]), second ?? unknown);
    case 'join':
    case 'map_join': {
      const results = name === 'join' ? items : items.map((item) => call.invoke(callee, [item]));
      const by: Value = second?.kind === 'text' ? second : text('');
      return joined(results.flatMap((result, index) => (index === 0 ? [result] : [by, result])));
    }
    case 'concat': {
      const all = second
        ? [...items, ...(itemsOf(second) ?? [])]
        : items.flatMap((item) => itemsOf(item) ?? [item]);
      return listOf(all);
    }
    case 'into':
      return asMap(items);
    case 'uniq':
    case 'sort':
    case 'to_list':
    case 'filter_map':
      return first;
    case 'reverse':
      return listOf(items.toReversed());
    case 'drop':
      return listOf(items.slice(numberOf(second) ?? 0));
    case 'take':
      return listOf(items.slice(0, numberOf(second) ?? 0));
    case 'at':
      return items[numberOf(second) ?? 0];
    case 'zip': {
      const others = itemsOf(second);
      return (
        others &&
        listOf(items.slice(0, others.length).map((item, index) => listOf([item, others[index] ?? unknown])))
      );
    }
    case 'chunk_every': {
      const size = numberOf(second) ?? 1;
      return listOf(
        Array.from({ length: Math.ceil(items.length / Math.max(1, size)) }, (_, index) =>
          listOf(items.slice(index * size, (index + 1) * size)),
        ),
      );
    }
    case 'count':
      return { kind: 'number', text: String(items.length) };
    case 'empty?':
      return { kind: 'boolean', value: items.length === 0 };
    case 'member?':
      return kernel('in', { ...call, positional: [second ?? unknown, first ?? unknown] });
    default:
      if (callee) each();
      return undefined;
  }
}

function keyed(name: string, call: Call): Value | undefined {
  const [first, second, third] = call.positional;
  if (name === 'new') {
    if (!first) return listOf([]);
    const items = second?.kind === 'function' ? itemsOf(enumerable('map', call)) : itemsOf(first);
    return items && asMap(items);
  }
  if (first?.kind !== 'list') return undefined;
  const key = wordOf(second);
  const found = first.entries.find((entry) => entry.key === key)?.value;
  switch (name) {
    case 'get':
      return key === undefined ? undefined : (found ?? third ?? { kind: 'null' });
    case 'fetch!':
      return found;
    case 'has_key?':
      return key === undefined ? undefined : { kind: 'boolean', value: found !== undefined };
    case 'keys':
      return listOf(first.entries.map((entry) => text(entry.key ?? '')));
    case 'values':
      return listOf(first.entries.map((entry) => entry.value));
    case 'put':
    case 'put_new':
      if (key === undefined || !third || (name === 'put_new' && found)) return first;
      return {
        kind: 'list',
        entries: [...first.entries.filter((entry) => entry.key !== key), { key, value: third }],
      };
    case 'delete':
    case 'drop':
      return { kind: 'list', entries: first.entries.filter((entry) => entry.key !== key) };
    case 'merge': {
      if (second?.kind !== 'list') return undefined;
      const changed = new Set(second.entries.map((entry) => entry.key));
      return {
        kind: 'list',
        entries: [...first.entries.filter((entry) => !changed.has(entry.key)), ...second.entries],
      };
    }
    default:
      return undefined;
  }
}

function listed(name: string, call: Call): Value | undefined {
  const [first] = call.positional;
  const items = itemsOf(first);
  if (!items) return undefined;
  switch (name) {
    case 'first':
      return items[0] ?? { kind: 'null' };
    case 'last':
      return items.at(-1) ?? { kind: 'null' };
    case 'wrap':
    case 'to_list':
      return first;
    case 'flatten':
      return listOf(items.flatMap((item) => itemsOf(item) ?? [item]));
    default:
      return undefined;
  }
}

function texts(name: string, call: Call): Value | undefined {
  const [first, second, third] = call.positional;
  const word = textOf(first);
  if (word === undefined) return undefined;
  switch (name) {
    case 'to_atom':
    case 'to_existing_atom':
    case 'trim':
    case 'trim_trailing':
    case 'trim_leading':
      return name.startsWith('to_') ? first : text(word.trim());
    case 'upcase':
      return text(word.toUpperCase());
    case 'downcase':
      return text(word.toLowerCase());
    case 'capitalize':
      return text(word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase());
    case 'replace': {
      const [from, to] = [textOf(second), textOf(third)];
      return from === undefined || from === '' || to === undefined
        ? undefined
        : text(word.replaceAll(from, to));
    }
    case 'split': {
      const by = second === undefined ? /\s+/ : textOf(second);
      return by === undefined || by === '' ? undefined : listOf(word.split(by).map(text));
    }
    default:
      return undefined;
  }
}

/** `Path.join(a, b)`, `Path.join([a, b])`: what only run time knows is left off the beginning. */
function path(call: Call): Value | undefined {
  const [first] = call.positional;
  const parts = first?.kind === 'list' ? (itemsOf(first) ?? []) : call.positional;
  const known = parts.map(textOf).filter((part) => part !== undefined);
  return known.length === 0 ? undefined : text(known.join('/'));
}

function partOfPath(name: string, call: Call): Value | undefined {
  const [first, second] = call.positional.map(textOf);
  if (first === undefined) return undefined;
  const file = first.slice(first.lastIndexOf('/') + 1);
  const dot = file.lastIndexOf('.');
  switch (name) {
    case 'basename':
      return text(second !== undefined && file.endsWith(second) ? file.slice(0, -second.length) : file);
    case 'dirname':
      return text(first.includes('/') ? first.slice(0, first.lastIndexOf('/')) : '.');
    case 'extname':
      return text(dot === -1 ? '' : file.slice(dot));
    case 'rootname':
      return text(dot === -1 ? first : first.slice(0, first.length - (file.length - dot)));
    case 'expand':
    case 'absname':
      return text(second === undefined ? first : `${second}/${first}`);
    default:
      return undefined;
  }
}
