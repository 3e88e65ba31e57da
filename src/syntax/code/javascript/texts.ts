import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodeText } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { TreeLowering } from '../tree-lowering.js';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

/** A string or a template; what is put in at run time is read for its calls. */
export function readText(node: SyntaxNode, lowering: TreeLowering | undefined): CodeText {
  let text = '';
  let exact = true;
  for (const child of node.namedChildren) {
    if (child?.type === 'string_fragment') text += child.text;
    else if (child?.type === 'escape_sequence') text += escapes[child.text.slice(1)] ?? child.text.slice(1);
    else if (child?.type === 'template_substitution') {
      exact = false;
      text += '{}';
      lowering?.children(child);
    }
  }
  return { kind: 'text', text, exact, ...rangeOf(node) };
}
