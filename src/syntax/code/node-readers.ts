import { parseNumber } from './arithmetic.js';
import { rangeOf } from './tree-lowering.js';
import type { NodeReader } from './tree-lowering.js';

// Nodes that several grammars have alike.

/** A number, in whatever way a language writes it. */
export const readNumber: NodeReader = (node, lowering) => {
  const value = parseNumber(node.text);
  return value === undefined ? lowering.nothing(node) : { kind: 'number', value, ...rangeOf(node) };
};

/** Values in a row. */
export const readList: NodeReader = (node, lowering) => ({
  kind: 'list',
  items: lowering.children(node),
  ...rangeOf(node),
});

/** What stands in brackets, is awaited or cast is what stands inside. */
export const readInner: NodeReader = (node, lowering) => {
  const [inner] = node.namedChildren;
  return inner ? lowering.value(inner) : undefined;
};

/** `if` with its test and both ways in fields of the usual names. */
export const readIf: NodeReader = (node, lowering) => {
  lowering.field(node, 'condition');
  lowering.code.conditional(() => {
    lowering.field(node, 'consequence');
    lowering.field(node, 'alternative');
  });
  return undefined;
};
