import type { SyntaxNode } from '../../tree-sitter.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { declareNames } from './assignments.js';

/** All behind the condition runs only if it holds. */
const readConditional: NodeReader = (node, lowering) => {
  const condition = node.childForFieldName('condition');
  if (condition) lowering.value(condition);
  lowering.code.conditional(() => {
    for (const child of node.namedChildren)
      if (child && child.id !== condition?.id && !child.isExtra) lowering.value(child);
  });
  return undefined;
};

const readLoop: NodeReader = (node, lowering) => {
  lowering.code.loop(rangeOf(node), isEndless(node), () => lowering.children(node));
  return undefined;
};

export const statementReaders: NodeReaders = {
  if_statement: readConditional,
  else_if_clause: readConditional,
  switch_statement: readConditional,
  match_expression: readConditional,
  while_statement: readLoop,
  do_statement: readLoop,
  for_statement: readLoop,
  foreach_statement: (node, lowering) => {
    const body = node.childForFieldName('body');
    const [subject, ...names] = node.namedChildren.filter((child) => child && !child.isExtra);
    lowering.code.loop(rangeOf(node), false, () => {
      if (subject) lowering.value(subject);
      for (const name of names) if (name && name.id !== body?.id) declareNames(name, lowering);
      if (body) lowering.value(body);
    });
    return undefined;
  },
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
        for (const clause of clauses) {
          const name = clause.childForFieldName('name');
          if (name) lowering.code.declare(name.text);
          lowering.field(clause, 'body');
        }
      },
    );
    for (const child of node.namedChildren) if (child?.type === 'finally_clause') lowering.value(child);
    return undefined;
  },
  return_statement: readReturn,
};

/** What a function gives back; outside of functions, what the file gives to those that include it (`return [...]` of a configuration). */
function readReturn(node: SyntaxNode, lowering: TreeLowering): undefined {
  const { code } = lowering;
  const [value] = lowering.children(node);
  if (!value) return undefined;
  if (code.context.function) code.returns(value);
  else {
    code.export('default', value);
    code.declare('return', { value, range: rangeOf(node) });
  }
  return undefined;
}

function isEmpty(clause: SyntaxNode): boolean {
  return (clause.childForFieldName('body')?.namedChildren ?? []).every((child) => child?.isExtra);
}

/** `while (true)`, `while (1)`, `for (;;)`. */
function isEndless(node: SyntaxNode): boolean {
  const condition = node.childForFieldName('condition')?.text.replace(/^\(\s*|\s*\)$/g, '');
  return condition === undefined ? node.type === 'for_statement' : /^(?:true|1)$/i.test(condition);
}
