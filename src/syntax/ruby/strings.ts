import type { SyntaxNode } from '../tree-sitter.js';
import type { RubyValue } from './value.js';

/** Strings grow no longer than this (characters): a bound for hostile files that double one again and again. */
const longestText = 1_000_000;

/** A string literal, heredoc or symbol with quotes: its text, with the interpolations that are not known left as written. */
export function stringOf(
  node: SyntaxNode,
  inner: (child: SyntaxNode) => RubyValue,
  squiggly = false,
): RubyValue {
  let text = '';
  let partial = false;
  const raw = node.type === 'string' && node.text.startsWith("'");
  for (const child of node.namedChildren) {
    if (!child || text.length > longestText) continue;
    if (child.type === 'interpolation') {
      const [only, ...others] = child.namedChildren;
      const part = only && others.length === 0 ? plainText(inner(only)) : undefined;
      if (part?.known !== true) partial = true;
      text += part?.text ?? child.text;
    } else if (child.type === 'escape_sequence') text += unescaped(child.text);
    else if (child.type === 'string_content' || child.type === 'heredoc_content')
      text += raw ? child.text.replaceAll(/\\(['\\])/g, '$1') : child.text;
  }
  const whole = squiggly ? dedented(text) : text;
  // The content of a heredoc begins with the end of the line that it was begun in, and ends before the word that closes it.
  const content =
    node.type === 'heredoc_body' ? whole.replace(/^\r?\n/, '').replace(/(?<=\n)[ \t]*$/, '') : whole;
  return { kind: partial ? 'template' : 'string', text: content.slice(0, longestText) };
}

/** What a value is when it is written into a string. */
function plainText(value: RubyValue): { readonly text: string; readonly known: boolean } | undefined {
  if (value.kind === 'string' || value.kind === 'symbol' || value.kind === 'number')
    return { text: value.text, known: true };
  if (value.kind === 'boolean') return { text: String(value.value), known: true };
  if (value.kind === 'nil') return { text: '', known: true };
  return value.kind === 'template' ? { text: value.text, known: false } : undefined;
}

/** Arrays or strings put together; undefined when one part is neither. */
export function joined(parts: readonly RubyValue[]): RubyValue | undefined {
  if (parts.length > 0 && parts.every((part) => part.kind === 'array')) {
    const items = parts.flatMap((part) => part.items);
    return items.length > 10_000 ? undefined : { kind: 'array', items };
  }
  const texts = parts.map((part) =>
    part.kind === 'string' || part.kind === 'template' ? part.text : undefined,
  );
  if (!texts.every((text) => text !== undefined)) return undefined;
  const text = texts.join('');
  if (text.length > longestText) return undefined;
  return { kind: parts.some((part) => part.kind === 'template') ? 'template' : 'string', text };
}

/** `'ALTER TABLE %s' % name`: what is not known stays as it is written, like an interpolation. */
export function formatted(format: RubyValue, given: RubyValue): RubyValue | undefined {
  if (format.kind !== 'string' && format.kind !== 'template') return undefined;
  const values = given.kind === 'array' ? given.items : [given];
  let next = 0;
  let partial = format.kind === 'template';
  const text = format.text.replaceAll(/%(%|[sdi])/g, (written) => {
    if (written === '%%') return '%';
    const value = values[next];
    next += 1;
    const part = value && plainText(value);
    if (part?.known === true) return part.text;
    partial = true;
    return part?.text ?? `#{${value?.kind === 'code' ? value.text.replaceAll(/[{}\s]/g, '') : ''}}`;
  });
  return { kind: partial ? 'template' : 'string', text: text.slice(0, longestText) };
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['s', ' '],
  ['0', '\0'],
  ['e', '\u001B'],
  ['\n', ''],
]);

function unescaped(sequence: string): string {
  const letter = sequence.slice(1);
  return escapes.get(letter) ?? letter;
}

function dedented(text: string): string {
  const lines = text.split('\n');
  let least = Number.MAX_SAFE_INTEGER;
  for (const line of lines)
    if (line.trim() !== '') least = Math.min(least, line.length - line.trimStart().length);
  return lines.map((line) => line.slice(Math.min(least, line.length))).join('\n');
}
