import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodePath, CodeValue } from '../code-file.js';
import type { TreeLowering } from '../tree-lowering.js';
import { typePath } from './types.js';

/** A value that is given to a name, and its type where the text tells it. */
export interface Given {
  readonly value?: CodeValue;
  readonly type?: CodePath;
}

/**
 * What each of several names is given: `a, b := 1, 2` by its place. Where one call gives several values the first is what it makes; the others
 * (errors, flags) are unknown.
 */
export function givenTo(count: number, right: SyntaxNode | null, lowering: TreeLowering): readonly Given[] {
  const nodes = (right?.namedChildren ?? []).filter((child) => child?.isExtra === false);
  const given = nodes.map((node) => (node ? readGiven(node, lowering) : {}));
  return Array.from({ length: count }, (_, index) =>
    nodes.length === count || index === 0 ? (given[index] ?? {}) : {},
  );
}

function readGiven(node: SyntaxNode, lowering: TreeLowering): Given {
  const value = lowering.value(node);
  if (node.type !== 'type_assertion_expression') return { value };
  const type = typePath(node.childForFieldName('type'), lowering);
  return { value, ...(type && { type }) };
}
