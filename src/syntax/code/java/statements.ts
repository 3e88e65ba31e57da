import type { SyntaxNode } from '../../tree-sitter.js';
import { readIf } from '../node-readers.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { typePath } from './types.js';

const readLoop: NodeReader = (node, lowering) => {
  lowering.code.loop(rangeOf(node), isEndless(node), () => {
    declareTyped(node, lowering);
    lowering.children(node);
  });
  return undefined;
};

const readTry: NodeReader = (node, lowering) => {
  const body = node.childForFieldName('body');
  if (!body) return undefined;
  const clauses = node.namedChildren.flatMap((child) => (child?.type === 'catch_clause' ? [child] : []));
  lowering.code.try(
    {
      ...rangeOf(node),
      body: rangeOf(body),
      handlers: clauses.map((clause) => ({ ...rangeOf(clause), empty: isEmpty(clause) })),
    },
    () => {
      lowering.field(node, 'resources');
      lowering.value(body);
    },
    () => {
      for (const clause of clauses) lowering.field(clause, 'body');
    },
  );
  for (const child of node.namedChildren) if (child?.type === 'finally_clause') lowering.value(child);
  return undefined;
};

const readSwitch: NodeReader = (node, lowering) => {
  lowering.field(node, 'condition');
  lowering.code.conditional(() => lowering.field(node, 'body'));
  return undefined;
};

export const statementReaders: NodeReaders = {
  return_statement: (node, lowering) => {
    const [inner] = lowering.children(node);
    if (inner) lowering.code.returns(inner);
    return undefined;
  },
  if_statement: readIf,
  switch_expression: readSwitch,
  switch_statement: readSwitch,
  for_statement: readLoop,
  enhanced_for_statement: readLoop,
  while_statement: readLoop,
  do_statement: readLoop,
  try_statement: readTry,
  try_with_resources_statement: readTry,
  resource: (node, lowering) => {
    const name = node.childForFieldName('name')?.text;
    if (name === undefined) return lowering.children(node)[0];
    const type = typePath(node.childForFieldName('type'), lowering);
    const value = lowering.field(node, 'value');
    lowering.code.declare(name, {
      range: rangeOf(node),
      ...(type && { type }),
      ...(value && { value }),
    });
    return undefined;
  },
};

/** `for (Type name : values)`. */
function declareTyped(node: SyntaxNode, lowering: TreeLowering): void {
  const name = node.type === 'enhanced_for_statement' ? node.childForFieldName('name')?.text : undefined;
  const type = name === undefined ? undefined : typePath(node.childForFieldName('type'), lowering);
  if (name !== undefined) lowering.code.declare(name, type ? { type } : {});
}

function isEmpty(clause: SyntaxNode): boolean {
  return (clause.childForFieldName('body')?.namedChildren ?? []).every((child) => child?.isExtra);
}

/** `while (true)`, `for (;;)`, `do … while (true)`. */
function isEndless(node: SyntaxNode): boolean {
  if (node.type === 'enhanced_for_statement') return false;
  const condition = node.childForFieldName('condition')?.text.replace(/^\(\s*|\s*\)$/g, '');
  return condition === undefined ? node.type === 'for_statement' : condition === 'true';
}
