import type { SyntaxNode } from '../../tree-sitter.js';
import { readIf } from '../node-readers.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders } from '../tree-lowering.js';
import { typePath } from './types.js';

const readLoop: NodeReader = (node, lowering) => {
  lowering.code.loop(rangeOf(node), isEndless(node), () => {
    const left = node.type === 'foreach_statement' ? node.childForFieldName('left') : null;
    const written = left ? node.childForFieldName('type') : null;
    const type = typePath(written, lowering);
    if (left?.type === 'identifier') lowering.code.declare(left.text, type ? { type } : {});
    for (const child of node.namedChildren)
      if (child && child.id !== left?.id && child.id !== written?.id) lowering.value(child);
  });
  return undefined;
};

export const statementReaders: NodeReaders = {
  return_statement: (node, lowering) => {
    const [inner] = lowering.children(node);
    if (inner) lowering.code.returns(inner);
    return undefined;
  },
  if_statement: readIf,
  switch_statement: (node, lowering) => {
    lowering.field(node, 'value');
    lowering.code.conditional(() => lowering.field(node, 'body'));
    return undefined;
  },
  while_statement: readLoop,
  do_statement: readLoop,
  for_statement: readLoop,
  foreach_statement: readLoop,
  try_statement: (node, lowering) => {
    const body = node.childForFieldName('body');
    if (!body) return undefined;
    const clauses = node.namedChildren.flatMap((child) => (child?.type === 'catch_clause' ? [child] : []));
    lowering.code.try(
      {
        ...rangeOf(node),
        body: rangeOf(body),
        handlers: clauses.map((clause) => ({ ...rangeOf(clause), empty: isEmpty(clause) })),
      },
      () => lowering.value(body),
      () => {
        for (const clause of clauses) lowering.children(clause);
      },
    );
    for (const child of node.namedChildren) if (child?.type === 'finally_clause') lowering.value(child);
    return undefined;
  },
  catch_declaration: (node, { code }) => {
    const bound = node.childForFieldName('name');
    if (bound) code.declare(bound.text);
    return undefined;
  },
};

function isEmpty(clause: SyntaxNode): boolean {
  const block = clause.childForFieldName('body');
  return (block?.namedChildren ?? []).every((child) => child?.isExtra !== false);
}

/** `while (true)`, `for (;;)`, `do … while (true)`. */
function isEndless(node: SyntaxNode): boolean {
  if (node.type === 'foreach_statement') return false;
  const condition = node.childForFieldName('condition')?.text;
  return condition === 'true' || (node.type === 'for_statement' && condition === undefined);
}
