import { joined } from '../imperative/fold.js';
import type { Call, Entry, Value } from '../imperative/values.js';
import { numberOf, text, textOf, textsOf, wordOf } from '../imperative/values.js';

const mostItems = 2_000;

/** Functions of PHP on known values; undefined when the function or a value is not known. */
export function phpFunction(receiver: Value | undefined, call: Call): Value | undefined {
  if (receiver) return undefined;
  const [first, second, third] = call.positional;
  switch (call.name) {
    case 'sprintf':
    case 'vsprintf':
      return formatted(
        textOf(first),
        call.name === 'vsprintf' && second?.kind === 'list'
          ? second.entries.map(({ value }) => value)
          : call.positional.slice(1),
      );
    case 'implode':
    case 'join':
      return second?.kind === 'list' ? imploded(textOf(first) ?? '', second.entries) : undefined;
    case 'explode': {
      const [by, whole] = [textOf(first), textOf(second)];
      return by === undefined || by === '' || whole === undefined
        ? undefined
        : listOf(whole.split(by).map(text));
    }
    case 'str_replace': {
      const [from, to, subject] = [textsOf(first), textsOf(second), textOf(third)];
      if (from === undefined || to === undefined || subject === undefined) return undefined;
      const single = second?.kind === 'text' ? (to[0] ?? '') : undefined;
      return text(
        from.reduce(
          (done, part, index) => (part === '' ? done : done.replaceAll(part, single ?? to[index] ?? '')),
          subject,
        ),
      );
    }
    case 'strtolower':
    case 'mb_strtolower':
      return mapped(first, (word) => word.toLowerCase());
    case 'strtoupper':
    case 'mb_strtoupper':
      return mapped(first, (word) => word.toUpperCase());
    case 'ucfirst':
      return mapped(first, (word) => word.slice(0, 1).toUpperCase() + word.slice(1));
    case 'trim':
      return mapped(first, (word) => word.trim());
    case 'strval':
    case 'e':
    case 'addslashes':
      return mapped(first, (word) => word);
    case 'intval':
      return first?.kind === 'number' ? first : undefined;
    case 'array_merge':
    case 'array_unique':
    case 'array_filter':
    case 'array_values':
    case 'array_reverse':
    case 'array_flip':
    case 'array_keys':
    case 'array_combine':
    case 'array_map':
      return onLists(call);
    case 'collect':
      return first;
    case 'compact':
      return undefined;
    case 'count':
    case 'sizeof':
      return first?.kind === 'list' ? { kind: 'number', text: String(first.entries.length) } : undefined;
    case 'range': {
      const [from, to] = [numberOf(first), numberOf(second)];
      if (from === undefined || to === undefined || Math.abs(to - from) > mostItems) return undefined;
      const size = Math.abs(to - from) + 1;
      const way = to < from ? -1 : 1;
      return listOf(
        Array.from({ length: size }, (_, index) => ({ kind: 'number', text: String(from + index * way) })),
      );
    }
    case 'in_array': {
      const word = wordOf(first);
      if (word === undefined || second?.kind !== 'list') return undefined;
      const words = new Set(second.entries.map(({ value }) => wordOf(value)));
      if (words.has(word)) return { kind: 'boolean', value: true };
      return words.has(undefined) ? undefined : { kind: 'boolean', value: false };
    }
    case 'is_null':
      return first === undefined || first.kind === 'code'
        ? undefined
        : { kind: 'boolean', value: first.kind === 'null' };
    case 'is_string':
      return first === undefined || first.kind === 'code'
        ? undefined
        : { kind: 'boolean', value: first.kind === 'text' };
    case 'is_array':
      return first === undefined || first.kind === 'code'
        ? undefined
        : { kind: 'boolean', value: first.kind === 'list' };
    case 'json_encode': {
      const written = first && jsonOf(first, 0);
      return written === undefined ? undefined : text(written);
    }
    case 'dirname': {
      const path = textOf(first);
      if (path === undefined) return undefined;
      const parts = path === '.' ? [] : path.split('/');
      const kept = parts.slice(0, Math.max(0, parts.length - (numberOf(second) ?? 1)));
      return text(kept.length === 0 ? '.' : kept.join('/'));
    }
    case 'realpath':
      return first?.kind === 'text' ? first : undefined;
    case 'str_starts_with':
    case 'str_ends_with':
    case 'str_contains': {
      const [whole, part] = [textOf(first), textOf(second)];
      if (whole === undefined || part === undefined) return undefined;
      const value =
        call.name === 'str_contains'
          ? whole.includes(part)
          : call.name === 'str_starts_with'
            ? whole.startsWith(part)
            : whole.endsWith(part);
      return { kind: 'boolean', value };
    }
    case 'file_get_contents': {
      const path = textOf(first);
      return path === undefined ? undefined : { kind: 'file', path };
    }
    default:
      return undefined;
  }
}

function listOf(values: readonly Value[]): Value {
  return { kind: 'list', entries: values.map((value) => ({ value })) };
}

function mapped(value: Value | undefined, change: (word: string) => string): Value | undefined {
  const word = wordOf(value);
  return word === undefined ? undefined : text(change(word));
}

/** `%s`, `%d`, `%1$s`, `%%`; other formats are left to run time. */
function formatted(format: string | undefined, values: readonly Value[]): Value | undefined {
  if (format === undefined) return undefined;
  const parts: Value[] = [];
  let at = 0;
  let next = 0;
  for (const match of format.matchAll(/%(?:(\d{1,2})\$)?([sdu%])/g)) {
    parts.push(text(format.slice(at, match.index)));
    at = match.index + match[0].length;
    if (match[2] === '%') {
      parts.push(text('%'));
      continue;
    }
    const index = match[1] === undefined ? next : Number(match[1]) - 1;
    next = match[1] === undefined ? next + 1 : next;
    parts.push(values[index] ?? { kind: 'code', text: `argument ${index + 1}` });
  }
  parts.push(text(format.slice(at)));
  return joined(parts);
}

function imploded(by: string, entries: readonly Entry[]): Value {
  if (entries.length === 0) return text('');
  return joined(entries.flatMap(({ value }, index) => (index === 0 ? [value] : [text(by), value])));
}

function onLists(call: Call): Value | undefined {
  const [first, second] = call.positional;
  switch (call.name) {
    case 'array_merge': {
      // A list that is not known is one unknown item.
      return {
        kind: 'list',
        entries: call.positional.flatMap((value): readonly Entry[] =>
          value.kind === 'list' ? value.entries : [{ value }],
        ),
      };
    }
    case 'array_unique':
    case 'array_filter':
      return call.positional.length === 1 ? first : undefined;
    case 'array_map': {
      if (second?.kind !== 'list' || second.entries.length > mostItems || first?.kind !== 'function')
        return undefined;
      return {
        kind: 'list',
        entries: second.entries.map((entry) => ({ ...entry, value: call.invoke(first, [entry.value]) })),
      };
    }
    case 'array_combine': {
      const keys = textsOf(first);
      if (keys === undefined || second?.kind !== 'list') return undefined;
      return {
        kind: 'list',
        entries: second.entries.map(({ value }, index) => ({ key: keys[index] ?? '?', value })),
      };
    }
    default:
      break;
  }
  if (first?.kind !== 'list') return undefined;
  const { entries } = first;
  switch (call.name) {
    case 'array_values':
      return listOf(entries.map(({ value }) => value));
    case 'array_reverse':
      return { kind: 'list', entries: entries.toReversed() };
    case 'array_flip':
      return {
        kind: 'list',
        entries: entries.map(({ key, value }, index) => ({
          key: wordOf(value) ?? '?',
          value: text(key ?? String(index)),
        })),
      };
    default:
      return listOf(entries.map(({ key }, index) => text(key ?? String(index))));
  }
}

/** A value as JSON; undefined when a part of it is not known. */
export function jsonOf(value: Value, depth: number): string | undefined {
  if (depth > 20) return undefined;
  switch (value.kind) {
    case 'text':
      return value.whole ? JSON.stringify(value.text) : undefined;
    case 'number':
      return value.text;
    case 'boolean':
      return String(value.value);
    case 'null':
      return 'null';
    case 'list': {
      const isMap = value.entries.some(({ key }) => key !== undefined);
      const parts = value.entries.map(({ key, value: inner }, index) => {
        const written = jsonOf(inner, depth + 1);
        if (written === undefined) return undefined;
        return isMap ? `${JSON.stringify(key ?? String(index))}:${written}` : written;
      });
      if (parts.includes(undefined)) return undefined;
      return isMap ? `{${parts.join(',')}}` : `[${parts.join(',')}]`;
    }
    default:
      return undefined;
  }
}
