import type { Expression } from '../imperative/tree.js';
import type { ElixirLowering } from './lowering.js';
import { rangeOf } from './lowering.js';
import type { ElixirNode } from './parse.js';
import { children } from './parse.js';

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  v: '\v',
  e: '\u001B',
  f: '\f',
  b: '\b',
  a: '\u0007',
  s: ' ',
  d: '\u007F',
  '0': '\0',
  '\n': '',
};

/** https://hexdocs.pm/elixir/syntax-reference.html#strings: one escape of a text. */
function unescaped(written: string): string {
  const letter = written[1] ?? '';
  const code = /^\\[xu]\{?([0-9A-Fa-f]{1,6})\}?$/.exec(written)?.[1];
  if (code !== undefined) {
    const point = Number.parseInt(code, 16);
    return point <= 0x10_ff_ff ? String.fromCodePoint(point) : written;
  }
  return escapes[letter] ?? letter;
}

/**
 * A text of Elixir in any of its forms. The indentation of heredocs is kept, unlike in Elixir: what they hold here is SQL, to which it
 * means nothing, and so each statement keeps its place in the file.
 */
export function lowerText(node: ElixirNode, lowering: ElixirLowering): Expression {
  const place = rangeOf(node);
  const parts: Expression[] = [];
  // A backslash at the end of a line joins it with the next one.
  const isRaw = /^~[A-Z]/.test(lowering.textOf(node));
  for (const child of children(node)) {
    const range = rangeOf(child);
    if (child.name === 'QuotedContent' || child.name === 'EscapeSequence') {
      const written = lowering.textOf(child);
      const text =
        child.name === 'EscapeSequence'
          ? unescaped(written)
          : isRaw
            ? written
            : written.replaceAll(/\\\r?\n/g, '');
      const before = parts.at(-1);
      if (before?.kind === 'text')
        parts[parts.length - 1] = { ...before, end: child.to, text: before.text + text };
      else parts.push({ ...range, kind: 'text', text, at: child.from });
    } else if (child.name === 'Interpolation') {
      const [inner] = children(child);
      if (inner) parts.push(lowering.expression(inner));
    }
  }
  const [only] = parts;
  if (only === undefined) return { ...place, kind: 'text', text: '', at: node.from + 1 };
  return only.kind === 'text' && parts.length === 1
    ? { ...only, ...place }
    : { ...place, kind: 'concatenation', parts };
}

/** `~w(a b)a` is a list of words, `~s` and `~S` are texts; of other sigils the text counts. */
export function lowerSigil(node: ElixirNode, lowering: ElixirLowering): Expression {
  const place = rangeOf(node);
  const name = children(node).find((child) => child.name === 'SigilName');
  const content = lowerText(node, lowering);
  if ((name && lowering.textOf(name).toLowerCase()) !== 'w' || content.kind !== 'text') return content;
  return {
    ...place,
    kind: 'list',
    items: content.text
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((text) => ({ value: { ...place, kind: 'text', text, at: place.start } })),
  };
}

/** `:name`, `:"a name"`: atoms are read as the texts that the database gets. */
export function lowerAtom(node: ElixirNode, lowering: ElixirLowering): Expression {
  if (node.name === 'QuotedAtom') return lowerText(node, lowering);
  return { ...rangeOf(node), kind: 'text', text: lowering.textOf(node).slice(1), at: node.from + 1 };
}
