import type { SyntaxNode } from '../tree-sitter.js';
import { joined } from './strings.js';
import type { RubyValue } from './value.js';
import { nameOf } from './value.js';

/** Calls that only dress a value; nothing that matters here changes. */
const dressing: ReadonlySet<string> = new Set([
  'freeze',
  'squish',
  'strip',
  'strip_heredoc',
  'chomp',
  'dup',
  'deep_dup',
  'html_safe',
  'to_a',
  'to_h',
  'compact',
  'flatten',
  'uniq',
  'with_indifferent_access',
  'to_set',
  'presence',
]);

type Inner = (child: SyntaxNode) => RubyValue;

/** Folds calls of Ruby's own on known values: `"…".squish`, `X.freeze`, `%w[a b].map(&:to_sym)`, `HASH.keys`. */
export function methodOf(
  value: RubyValue,
  method: string,
  positional: readonly RubyValue[],
  blockArgument: string | undefined,
): RubyValue | undefined {
  if (dressing.has(method)) return value.kind === 'code' ? undefined : value;
  switch (value.kind) {
    case 'string':
    case 'symbol':
      return ofText(value, method, positional);
    case 'template':
      return undefined;
    case 'hash':
      return ofHash(value.entries, method, positional);
    case 'array':
      return ofArray(value.items, method, positional, blockArgument);
    case 'number':
      return method === 'to_s' ? { kind: 'string', text: value.text } : method === 'to_i' ? value : undefined;
    default:
      return undefined;
  }
}

function ofText(
  value: { readonly kind: 'string' | 'symbol'; readonly text: string },
  method: string,
  positional: readonly RubyValue[],
): RubyValue | undefined {
  const { text, kind } = value;
  switch (method) {
    case 'to_s':
      return { kind: 'string', text };
    case 'to_sym':
      return { kind: 'symbol', text };
    case 'upcase':
      return { kind, text: text.toUpperCase() };
    case 'downcase':
      return { kind, text: text.toLowerCase() };
    case 'split': {
      const by = positional[0] === undefined ? /\s+/ : (nameOf(positional[0]) ?? undefined);
      return by === undefined
        ? undefined
        : {
            kind: 'array',
            items: text
              .trim()
              .split(by)
              .map((part) => ({ kind: 'string', text: part })),
          };
    }
    default:
      return undefined;
  }
}

function ofHash(
  entries: ReadonlyMap<string, RubyValue>,
  method: string,
  positional: readonly RubyValue[],
): RubyValue | undefined {
  switch (method) {
    case 'keys':
      return { kind: 'array', items: [...entries.keys()].map((text) => ({ kind: 'symbol', text })) };
    case 'values':
      return { kind: 'array', items: [...entries.values()] };
    case 'merge': {
      const [other] = positional;
      return other?.kind === 'hash'
        ? { kind: 'hash', entries: new Map([...entries, ...other.entries]) }
        : undefined;
    }
    case 'fetch': {
      const key = nameOf(positional[0]);
      return key === undefined ? undefined : entries.get(key);
    }
    default:
      return undefined;
  }
}

function ofArray(
  items: readonly RubyValue[],
  method: string,
  positional: readonly RubyValue[],
  blockArgument: string | undefined,
): RubyValue | undefined {
  switch (method) {
    case 'join': {
      const by = positional[0] === undefined ? '' : nameOf(positional[0]);
      const parts = items.map((item): RubyValue =>
        item.kind === 'symbol' ? { ...item, kind: 'string' } : item,
      );
      if (by === undefined || parts.length === 0) return undefined;
      return joined(
        parts.flatMap((part, index): RubyValue[] =>
          index === 0 ? [part] : [{ kind: 'string', text: by }, part],
        ),
      );
    }
    case 'map':
    case 'collect': {
      if (blockArgument === undefined) return undefined;
      const mapped = items.map((item) => methodOf(item, blockArgument, [], undefined));
      return mapped.every((item) => item !== undefined) ? { kind: 'array', items: mapped } : undefined;
    }
    case 'reverse':
      return { kind: 'array', items: items.toReversed() };
    case 'first':
      return positional.length === 0 ? items[0] : undefined;
    case 'last':
      return positional.length === 0 ? items.at(-1) : undefined;
    default:
      return undefined;
  }
}

/** `HASH[:key]` and `LIST[0]`. */
export function elementOf(node: SyntaxNode, inner: Inner): RubyValue | undefined {
  const object = node.childForFieldName('object');
  const [, index, ...others] = node.namedChildren;
  if (!object || !index || others.length > 0) return undefined;
  const value = inner(object);
  const key = inner(index);
  if (value.kind === 'hash') return value.entries.get(nameOf(key) ?? '');
  return value.kind === 'array' && key.kind === 'number' ? value.items.at(key.value) : undefined;
}
