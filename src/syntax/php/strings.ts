import type { Expression } from '../imperative/tree.js';
import type { SyntaxNode } from '../tree-sitter.js';

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  v: '\v',
  e: '\u001B',
  f: '\f',
  '\\': '\\',
  $: '$',
  '"': '"',
};

const doubleQuoted = /\\(?:([ntrvef\\$"])|([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|u\{([0-9A-Fa-f]{1,6})\})/g;

/** https://www.php.net/manual/en/language.types.string.php: the escapes of double-quoted texts and heredocs. */
function unescaped(text: string): string {
  return text.replace(
    doubleQuoted,
    (written: string, letter?: string, octal?: string, hex?: string, unicode?: string) => {
      if (letter !== undefined) return escapes[letter] ?? written;
      const code = Number.parseInt(octal ?? hex ?? unicode ?? '', octal === undefined ? 16 : 8);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : written;
    },
  );
}

/** Kinds of children of a text that are no interpolation. */
const plain =
  /^(string_content|escape_sequence|nowdoc_string|nowdoc_body|heredoc_start|heredoc_end|comment)$/;

/**
 * A text of PHP in any of its forms. The indentation of heredocs is kept, unlike in PHP: what they hold here is SQL, to which it means
 * nothing, and so each statement keeps its place in the file.
 */
export function lowerText(
  node: SyntaxNode,
  text: string,
  expression: (node: SyntaxNode) => Expression,
): Expression {
  const [start, end, holder] = boundsOf(node, text);
  const place = { start: node.startIndex, end: node.endIndex };
  if (node.type === 'string') {
    const content = text.slice(start, end);
    return { ...place, kind: 'text', text: content.replaceAll(/\\([\\'])/g, '$1'), at: start };
  }
  if (node.type === 'nowdoc') return { ...place, kind: 'text', text: text.slice(start, end), at: start };
  const parts: Expression[] = [];
  let at = start;
  const upTo = (stop: number): void => {
    if (stop > at)
      parts.push({ start: at, end: stop, kind: 'text', text: unescaped(text.slice(at, stop)), at });
  };
  for (const child of holder.namedChildren) {
    if (!child || plain.test(child.type) || child.startIndex < at) continue;
    const braced = text[child.startIndex - 1] === '{' && text[child.endIndex] === '}';
    upTo(child.startIndex - (braced ? 1 : 0));
    parts.push(expression(child));
    at = child.endIndex + (braced ? 1 : 0);
  }
  upTo(end);
  const [only] = parts;
  if (parts.length === 0) return { ...place, kind: 'text', text: '', at: start };
  return only?.kind === 'text' && parts.length === 1
    ? { ...only, ...place }
    : { ...place, kind: 'concatenation', parts };
}

/** Where the content of a text begins and ends, and the node whose children are its parts. */
function boundsOf(node: SyntaxNode, text: string): readonly [number, number, SyntaxNode] {
  if (node.type !== 'heredoc' && node.type !== 'nowdoc') {
    const open = /["']/.exec(text.slice(node.startIndex, node.startIndex + 3))?.index ?? 0;
    return [node.startIndex + open + 1, Math.max(node.startIndex + open + 1, node.endIndex - 1), node];
  }
  const tag = node.childForFieldName('end_tag');
  const start = text.indexOf('\n', node.startIndex) + 1;
  const stop = tag ? text.lastIndexOf('\n', tag.startIndex) : node.endIndex;
  return [start, Math.max(start, stop), node.childForFieldName('value') ?? node];
}
