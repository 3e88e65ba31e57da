import type { SyntaxNode } from '../../tree-sitter.js';
import { readIf } from '../node-readers.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { readFunction } from './functions.js';
import { bindPattern } from './patterns.js';
import { typePath } from './types.js';

const readLoop: NodeReader = (node, lowering) => {
  lowering.code.loop(rangeOf(node), isEndless(node), () => {
    const left = node.type === 'for_in_statement' ? node.childForFieldName('left') : null;
    if (left) bindPattern(left, undefined, lowering);
    for (const child of node.namedChildren) if (child && child.id !== left?.id) lowering.value(child);
  });
  return undefined;
};

export const statementReaders: NodeReaders = {
  function_declaration: readDeclaredFunction,
  generator_function_declaration: readDeclaredFunction,
  variable_declarator: (node, lowering) => {
    const place = node.childForFieldName('name');
    const value = lowering.field(node, 'value');
    if (!place) return undefined;
    if (place.type === 'identifier') {
      const type = typePath(node.childForFieldName('type'), lowering);
      lowering.code.declare(place.text, {
        range: rangeOf(node),
        ...(value && { value }),
        ...(type && { type }),
      });
    } else bindPattern(place, value, lowering);
    return undefined;
  },
  return_statement: (node, lowering) => {
    const [inner] = node.namedChildren;
    if (inner && !inner.isExtra) lowering.code.returns(lowering.value(inner));
    return undefined;
  },
  if_statement: readIf,
  switch_statement: (node, lowering) => {
    lowering.field(node, 'value');
    lowering.code.conditional(() => lowering.field(node, 'body'));
    return undefined;
  },
  for_statement: readLoop,
  for_in_statement: readLoop,
  while_statement: readLoop,
  do_statement: readLoop,
  try_statement: (node, lowering) => {
    const body = node.childForFieldName('body');
    const handler = node.childForFieldName('handler');
    if (!body) return undefined;
    const block = handler?.childForFieldName('body');
    lowering.code.try(
      {
        ...rangeOf(node),
        body: rangeOf(body),
        handlers: block ? [{ ...rangeOf(block), empty: isEmpty(block) }] : [],
      },
      () => lowering.value(body),
      () => {
        const parameter = handler?.childForFieldName('parameter');
        if (parameter) bindPattern(parameter, undefined, lowering);
        if (block) lowering.value(block);
      },
    );
    lowering.field(node, 'finalizer');
    return undefined;
  },
};

function readDeclaredFunction(node: SyntaxNode, lowering: TreeLowering): undefined {
  readFunction(node, lowering);
  return undefined;
}

function isEmpty(block: SyntaxNode): boolean {
  return block.namedChildren.every((child) => child?.type === 'comment');
}

/** `while (true)`, `for (;;)`, `do … while (true)`. */
function isEndless(node: SyntaxNode): boolean {
  const condition = node.childForFieldName('condition')?.text.replace(/^\(|\)$/g, '');
  if (node.type === 'for_statement') return condition === undefined || condition === ';' || condition === '';
  return condition === 'true' || condition === '1';
}
