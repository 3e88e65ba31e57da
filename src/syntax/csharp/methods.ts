import { joined } from '../imperative/fold.js';
import type { Call, Value } from '../imperative/values.js';
import { text, textOf } from '../imperative/values.js';

/** Methods of C#'s own texts and lists on known values; undefined when the method or a value is not known. */
export function csharpMethod(receiver: Value | undefined, call: Call): Value | undefined {
  const [first, second] = call.positional;
  if (!receiver || receiver.kind === 'self') return undefined;
  if (receiver.kind === 'class') return ofClass(receiver.name, call);
  if (receiver.kind === 'text') {
    switch (call.name) {
      case 'ToString':
      case 'Trim':
      case 'AsSpan':
        return receiver;
      case 'ToLower':
      case 'ToLowerInvariant':
        return { ...receiver, text: receiver.text.toLowerCase() };
      case 'ToUpper':
      case 'ToUpperInvariant':
        return { ...receiver, text: receiver.text.toUpperCase() };
      case 'Replace': {
        const [from, to] = [textOf(first), textOf(second)];
        return from === undefined || from === '' || to === undefined
          ? undefined
          : { kind: 'text', text: receiver.text.replaceAll(from, to), whole: receiver.whole };
      }
      case 'Split': {
        const by = textOf(first);
        return by === undefined || by === '' || !receiver.whole
          ? undefined
          : { kind: 'list', entries: receiver.text.split(by).map((part) => ({ value: text(part) })) };
      }
      case 'Contains':
      case 'StartsWith':
      case 'EndsWith': {
        const part = textOf(first);
        if (part === undefined || !receiver.whole) return undefined;
        const [lower, whole] = [part.toLowerCase(), receiver.text.toLowerCase()];
        const value =
          call.name === 'Contains'
            ? whole.includes(lower)
            : call.name === 'StartsWith'
              ? whole.startsWith(lower)
              : whole.endsWith(lower);
        return { kind: 'boolean', value };
      }
      case 'Equals': {
        const other = textOf(first);
        return other === undefined || !receiver.whole
          ? undefined
          : { kind: 'boolean', value: other === receiver.text };
      }
      default:
        return undefined;
    }
  }
  if (receiver.kind === 'number' && call.name === 'ToString') return text(receiver.text);
  if (receiver.kind === 'code' && /^(ToString|Trim)$/.test(call.name)) return receiver;
  if (receiver.kind !== 'list') return undefined;
  switch (call.name) {
    case 'ToArray':
    case 'ToList':
    case 'AsReadOnly':
      return receiver;
    case 'Select':
      return first?.kind === 'function'
        ? {
            kind: 'list',
            entries: receiver.entries
              .slice(0, 2_000)
              .map(({ value }) => ({ value: call.invoke(first, [value]) })),
          }
        : undefined;
    default:
      return undefined;
  }
}

function ofClass(name: string, call: Call): Value | undefined {
  const [first, second] = call.positional;
  if (!/^(string|String)$/.test(name)) return undefined;
  switch (call.name) {
    case 'Format':
      return formatted(textOf(first), call.positional.slice(1));
    case 'Join': {
      const parts =
        second?.kind === 'list' ? second.entries.map(({ value }) => value) : call.positional.slice(1);
      const by = textOf(first);
      return by === undefined
        ? undefined
        : joined(parts.flatMap((part, index) => (index === 0 ? [part] : [text(by), part])));
    }
    case 'Concat':
      return joined(call.positional);
    case 'IsNullOrEmpty':
    case 'IsNullOrWhiteSpace': {
      if (first?.kind === 'null') return { kind: 'boolean', value: true };
      const word = textOf(first);
      return word === undefined ? undefined : { kind: 'boolean', value: word.trim() === '' };
    }
    default:
      return undefined;
  }
}

/** `{0}`, `{1:D}` and doubled braces. */
function formatted(format: string | undefined, values: readonly Value[]): Value | undefined {
  if (format === undefined) return undefined;
  const parts: Value[] = [];
  let at = 0;
  for (const match of format.matchAll(/\{\{|\}\}|\{(\d{1,2})[^{}]{0,20}\}/g)) {
    parts.push(text(format.slice(at, match.index)));
    at = match.index + match[0].length;
    parts.push(
      match[1] === undefined
        ? text(match[0].slice(1))
        : (values[Number(match[1])] ?? { kind: 'code', text: match[0] }),
    );
  }
  parts.push(text(format.slice(at)));
  return joined(parts);
}

/** Members of C#'s own values. */
export function csharpProperty(object: Value, name: string): Value | undefined {
  if (object.kind === 'list' && /^(Length|Count)$/.test(name))
    return { kind: 'number', text: String(object.entries.length) };
  if (object.kind === 'class' && /^(string|String)$/.test(object.name) && name === 'Empty') return text('');
  if (object.kind === 'class' && object.name === 'Environment' && name === 'NewLine') return text('\n');
  // A constant of an enumeration or class that is not at hand: its name says what it is.
  return object.kind === 'class' ? { kind: 'code', text: `${object.name}.${name}` } : undefined;
}
