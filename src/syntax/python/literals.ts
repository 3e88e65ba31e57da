import type { SyntaxNode } from '../tree-sitter.js';
import type { PyExpression } from './tree.js';

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['\n', ''],
]);

/** The pieces of a string literal (also of several that stand side by side): texts, and the expressions of an f-string. */
export function textParts(
  node: SyntaxNode,
  convert: (node: SyntaxNode) => PyExpression,
): readonly (string | PyExpression)[] {
  if (node.type === 'concatenated_string')
    return node.namedChildren.flatMap((child) => (child?.type === 'string' ? textParts(child, convert) : []));
  const prefix = /^[A-Za-z]*/.exec(node.text)?.[0].toLowerCase() ?? '';
  const parts: (string | PyExpression)[] = [];
  for (const child of node.namedChildren) {
    if (child?.type === 'interpolation') {
      const value = child.childForFieldName('expression');
      if (value) parts.push(convert(value));
    } else if (child?.type === 'string_content') parts.push(unescaped(child.text, prefix));
  }
  return parts;
}

function unescaped(text: string, prefix: string): string {
  const plain = prefix.includes('f') ? text.replaceAll('{{', '{').replaceAll('}}', '}') : text;
  if (prefix.includes('r')) return plain;
  return plain.replaceAll(/\\(\\|'|"|\n|[a-z])/g, (whole, letter: string) => escapes.get(letter) ?? whole);
}
