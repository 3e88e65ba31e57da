import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodeText, CodeValue } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0', s: ' ' };

/** The bodies of a file's heredocs, in the order of their beginnings. */
const bodies = new WeakMap<TreeLowering, Bodies>();

interface Bodies {
  readonly found: readonly (SyntaxNode | null)[];
  next: number;
}

const readString: NodeReader = (node, lowering) => readParts(node, lowering);

const readWords: NodeReader = (node, lowering) => ({
  kind: 'list',
  items: node.namedChildren.flatMap((child) => (child ? [readParts(child, lowering)] : [])),
  ...rangeOf(node),
});

export const textReaders: NodeReaders = {
  string: readString,
  delimited_symbol: readString,
  subshell: (node, lowering) => {
    lowering.children(node);
    return undefined;
  },
  simple_symbol: (node) => ({ kind: 'text', text: node.text.slice(1), exact: true, ...rangeOf(node) }),
  hash_key_symbol: (node) => ({ kind: 'text', text: node.text, exact: true, ...rangeOf(node) }),
  string_array: readWords,
  symbol_array: readWords,
  chained_string: (node, lowering) => {
    const parts = node.namedChildren.flatMap((child) => (child ? [readParts(child, lowering)] : []));
    return {
      kind: 'text',
      text: parts.map(({ text }) => text).join(''),
      exact: parts.every(({ exact }) => exact),
      ...rangeOf(node),
    };
  },
  heredoc_beginning: (node, lowering) => {
    let known = bodies.get(lowering);
    if (!known) {
      known = { found: node.tree.rootNode.descendantsOfType('heredoc_body'), next: 0 };
      bodies.set(lowering, known);
    }
    const body = known.found[known.next];
    known.next += 1;
    return body ? { ...readParts(body, lowering), ...rangeOf(node) } : undefined;
  },
  // It was read where it begins.
  heredoc_body: () => undefined,
};

function readParts(node: SyntaxNode, lowering: TreeLowering): CodeValue & CodeText {
  let text = '';
  let exact = true;
  for (const child of node.namedChildren) {
    if (child?.type === 'interpolation') {
      exact = false;
      text += '{}';
      lowering.children(child);
    } else if (child?.type === 'escape_sequence') text += escapes[child.text.slice(1)] ?? child.text.slice(1);
    else if (child?.type === 'string_content' || child?.type === 'heredoc_content') text += child.text;
  }
  return { kind: 'text', text, exact, ...rangeOf(node) };
}
