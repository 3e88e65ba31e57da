import type { SyntaxNode } from '../../tree-sitter.js';
import { snapshot, type TreeNode } from './snapshot.js';
import type { SourceText } from '../../../model/source-text.js';
import type { Expression, Statement } from '../tree.js';
import { lowerExpression, stringValue } from './expressions.js';
import { lowerClass, lowerFunction } from './functions.js';
import { children, placeOf, type Lowering } from './lowering.js';
import { lowerPattern } from './patterns.js';
import { lowerStatement } from './statements.js';
import { typeName } from './types.js';

/** Nesting beyond this depth is no program that anybody wrote; what is deeper is left out, so that the stack stays bounded. */
const depthLimit = 300;

/** Turns the syntax tree of a program into plain data. `complete` is false when something was nested too deeply and left out. */
export function lowerProgram(
  source: SourceText,
  root: SyntaxNode,
): { readonly body: readonly Statement[]; readonly complete: boolean } {
  let depth = 0;
  let complete = true;
  function nested<Result>(lower: () => Result, tooDeep: () => Result): Result {
    if (depth >= depthLimit) {
      complete = false;
      return tooDeep();
    }
    depth += 1;
    try {
      return lower();
    } finally {
      depth -= 1;
    }
  }
  const opaque = (node: TreeNode): Expression => ({ ...placeOf(node), kind: 'other', expressions: [] });
  const lowering: Lowering = {
    text: (node) => source.text.slice(node.startIndex, node.endIndex),
    expression: (node) =>
      nested(
        () => lowerExpression(node, lowering),
        () => opaque(node),
      ),
    statements: (nodes) =>
      nodes.flatMap(
        (node) =>
          nested(
            () => lowerStatement(node, lowering),
            () => undefined,
          ) ?? [],
      ),
    body: (node) =>
      node === undefined
        ? []
        : lowering.statements(node.type === 'statement_block' ? children(node) : [node]),
    pattern: (node) =>
      nested(
        () => lowerPattern(node, lowering),
        () => ({ ...placeOf(node), kind: 'place', expression: opaque(node) }),
      ),
    function: (node, name) => lowerFunction(node, lowering, name),
    class: (node) => lowerClass(node, lowering),
    type: (node) => typeName(node, lowering.text),
    key: (node) => {
      if (node.type === 'string') return stringValue(node, lowering.text);
      if (node.type !== 'computed_property_name') return lowering.text(node);
      const inner = children(node)[0];
      if (inner?.type === 'string') return stringValue(inner, lowering.text);
      return inner ? lowering.expression(inner) : '';
    },
  };
  return { body: lowering.statements(children(snapshot(root))), complete };
}
