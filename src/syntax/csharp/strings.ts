import type { Expression } from '../imperative/tree.js';
import type { SyntaxNode } from '../tree-sitter.js';

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  v: '\v',
  f: '\f',
  b: '\b',
  a: '\u0007',
  e: '\u001B',
  0: '\0',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** https://learn.microsoft.com/dotnet/csharp/language-reference/language-specification/lexical-structure: the escapes of regular texts. */
function unescaped(text: string): string {
  return text.replace(
    /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{1,4})|([\s\S]))/g,
    (written: string, short?: string, long?: string, hex?: string, letter?: string) => {
      if (letter !== undefined) return escapes[letter] ?? written;
      const code = Number.parseInt(short ?? long ?? hex ?? '', 16);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : written;
    },
  );
}

/** How the content of a text is written: what has to be done to get what it says. */
interface Form {
  readonly start: number;
  readonly end: number;
  readonly decode: (text: string) => string;
}

/**
 * A text of C# in any of its forms. The indentation of raw texts is kept, unlike in C#: what they hold here is SQL, to which it means
 * nothing, and so each statement keeps its place in the file.
 */
export function lowerText(
  node: SyntaxNode,
  text: string,
  expression: (node: SyntaxNode) => Expression,
): Expression {
  const { start, end, decode } = formOf(node, text);
  const place = { start: node.startIndex, end: node.endIndex };
  if (node.type !== 'interpolated_string_expression')
    return { ...place, kind: 'text', text: decode(text.slice(start, end)), at: start };
  const parts: Expression[] = [];
  let at = start;
  const upTo = (stop: number): void => {
    if (stop > at) parts.push({ start: at, end: stop, kind: 'text', text: decode(text.slice(at, stop)), at });
  };
  for (const child of node.namedChildren) {
    if (child?.type !== 'interpolation' || child.startIndex < at) continue;
    upTo(child.startIndex);
    const inner = child.namedChildren.find((part) => part && part.type !== 'interpolation_brace');
    if (inner) parts.push(expression(inner));
    at = child.endIndex;
  }
  upTo(end);
  const [only] = parts;
  if (parts.length === 0) return { ...place, kind: 'text', text: '', at: start };
  return only?.kind === 'text' && parts.length === 1
    ? { ...only, ...place }
    : { ...place, kind: 'concatenation', parts };
}

function formOf(node: SyntaxNode, text: string): Form {
  const from = node.startIndex;
  const head = /^[$@]*("+)/.exec(text.slice(from, from + 40));
  const sigils = (head?.[0] ?? '"').replaceAll('"', '');
  const quotes = head?.[1]?.length ?? 1;
  const suffix =
    /"(u8)?$/i.exec(text.slice(Math.max(from, node.endIndex - 3), node.endIndex))?.[1]?.length ?? 0;
  const interpolated = sigils.includes('$');
  const raw = quotes >= 3 && node.type !== 'verbatim_string_literal' && !sigils.includes('@');
  const marks = raw ? quotes : 1;
  const start = from + sigils.length + marks;
  const end = Math.max(start, node.endIndex - suffix - marks);
  if (raw) return { start, end, decode: (part) => part };
  const braces = (part: string): string =>
    interpolated ? part.replaceAll('{{', '{').replaceAll('}}', '}') : part;
  if (sigils.includes('@')) return { start, end, decode: (part) => braces(part.replaceAll('""', '"')) };
  return { start, end, decode: (part) => unescaped(braces(part)) };
}
