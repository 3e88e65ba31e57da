import type { SyntaxNode } from '../../tree-sitter.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReaders } from '../tree-lowering.js';
import { bindTarget } from './targets.js';

export const statementReaders: NodeReaders = {
  return_statement: (node, lowering) => {
    const [inner] = node.namedChildren;
    if (inner) lowering.code.returns(lowering.value(inner));
    return undefined;
  },
  if_statement: (node, lowering) => {
    lowering.field(node, 'condition');
    const condition = node.childForFieldName('condition');
    lowering.code.conditional(() => {
      for (const child of node.namedChildren) if (child && child.id !== condition?.id) lowering.value(child);
    });
    return undefined;
  },
  for_statement: (node, lowering) => {
    lowering.code.loop(rangeOf(node), false, () => {
      const left = node.childForFieldName('left');
      if (left) bindTarget(left, undefined, node, lowering);
      for (const field of ['right', 'body', 'alternative']) lowering.field(node, field);
    });
    return undefined;
  },
  while_statement: (node, lowering) => {
    const condition = node.childForFieldName('condition')?.text;
    lowering.code.loop(rangeOf(node), condition === 'True' || condition === '1', () =>
      lowering.children(node),
    );
    return undefined;
  },
  as_pattern: (node, lowering) => {
    const [value] = node.namedChildren;
    const read = value ? lowering.value(value) : undefined;
    const alias = node.childForFieldName('alias')?.namedChildren[0];
    if (alias?.type === 'identifier') lowering.code.declare(alias.text, read ? { value: read } : {});
    return read;
  },
  try_statement: (node, lowering) => {
    const body = node.childForFieldName('body');
    if (!body) return undefined;
    const clauses = node.namedChildren.filter((child) => child?.type.startsWith('except'));
    lowering.code.try(
      {
        ...rangeOf(node),
        body: rangeOf(body),
        handlers: clauses.flatMap((clause) =>
          clause ? [{ ...rangeOf(clause), empty: isEmpty(clause) }] : [],
        ),
      },
      () => lowering.value(body),
      () => {
        for (const clause of clauses) if (clause) lowering.children(clause);
      },
    );
    for (const child of node.namedChildren)
      if (child?.type === 'else_clause' || child?.type === 'finally_clause') lowering.value(child);
    return undefined;
  },
};

/** Whether nothing but `pass` or `...` stands in a clause. */
function isEmpty(clause: SyntaxNode): boolean {
  const block = clause.namedChildren.find((child) => child?.type === 'block');
  return (block?.namedChildren ?? []).every(
    (child) => child?.type === 'pass_statement' || child?.type === 'comment' || child?.text === '...',
  );
}
