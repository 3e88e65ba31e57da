import type { CodeText, CodeValue } from '../code-file.js';
import type { SyntaxNode } from '../../tree-sitter.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

const readText: NodeReader = (node, lowering) => readParts(node, lowering);

export const textReaders: NodeReaders = {
  string: readText,
  encapsed_string: readText,
  heredoc: (node, lowering) => {
    const body = node.childForFieldName('value');
    return body ? { ...readParts(body, lowering), ...rangeOf(node) } : undefined;
  },
  nowdoc: (node, lowering) => {
    const body = node.childForFieldName('value');
    return body ? { ...readParts(body, lowering), ...rangeOf(node) } : undefined;
  },
};

function readParts(node: SyntaxNode, lowering: TreeLowering): CodeValue & CodeText {
  let text = '';
  let exact = true;
  for (const child of node.namedChildren) {
    if (!child) continue;
    if (child.type === 'string_content' || child.type === 'nowdoc_string') text += child.text;
    else if (child.type === 'escape_sequence') text += escapes[child.text.slice(1)] ?? child.text.slice(1);
    else {
      exact = false;
      text += '{}';
      lowering.value(child);
    }
  }
  return { kind: 'text', text, exact, ...rangeOf(node) };
}
