import { readNumber } from '../node-readers.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders } from '../tree-lowering.js';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

const readText: NodeReader = (node, lowering) => {
  let text = '';
  let exact = true;
  for (const child of node.namedChildren)
    if (child?.type === 'interpolation') {
      exact = false;
      text += '{}';
      lowering.children(child);
    } else if (child?.type === 'escape_sequence') text += escapes[child.text.slice(1)] ?? child.text.slice(1);
    else if (child?.type.endsWith('content')) text += child.text;
  return { kind: 'text', text, exact, ...rangeOf(node) };
};

export const literalReaders: NodeReaders = {
  integer_literal: readNumber,
  real_literal: readNumber,
  boolean_literal: (node) => ({ kind: 'boolean', value: node.text === 'true', ...rangeOf(node) }),
  null_literal: (node) => ({ kind: 'null', ...rangeOf(node) }),
  string_literal: readText,
  raw_string_literal: readText,
  interpolated_string_expression: readText,
  character_literal: (node) => ({
    kind: 'text',
    text: node.text.slice(1, -1),
    exact: true,
    ...rangeOf(node),
  }),
  verbatim_string_literal: (node) => ({
    kind: 'text',
    text: node.text.slice(2, -1).replaceAll('""', '"'),
    exact: true,
    ...rangeOf(node),
  }),
  interpolation_brace: () => undefined,
};
