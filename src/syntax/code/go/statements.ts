import type { SyntaxNode } from '../../tree-sitter.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { givenTo } from './bind.js';

const readSwitch: NodeReader = (node, lowering) => {
  lowering.field(node, 'initializer');
  const value = lowering.field(node, 'value');
  const head = new Set(['initializer', 'value', 'alias'].map((field) => node.childForFieldName(field)?.id));
  const alias = node.childForFieldName('alias')?.namedChildren[0];
  if (alias) lowering.code.declare(alias.text);
  lowering.code.conditional(() => {
    for (const child of node.namedChildren)
      if (child && !child.isExtra && !head.has(child.id)) lowering.value(child);
  });
  return value;
};

export const statementReaders: NodeReaders = {
  short_var_declaration: (node, lowering) => {
    const names = node.childForFieldName('left')?.namedChildren ?? [];
    const given = givenTo(names.length, node.childForFieldName('right'), lowering);
    for (const [index, name] of names.entries())
      if (name && name.text !== '_')
        lowering.code.declare(name.text, { range: rangeOf(node), ...given[index] });
    return undefined;
  },
  assignment_statement: (node, lowering) => {
    const places = node.childForFieldName('left')?.namedChildren ?? [];
    const right = node.childForFieldName('right');
    const given = givenTo(places.length, right, lowering);
    const isPlain = node.childForFieldName('operator')?.text === '=';
    for (const [index, child] of places.entries()) {
      if (!child || child.text === '_') continue;
      const place = lowering.value(child);
      const value = given[index]?.value;
      if (isPlain && value && place.kind === 'path') lowering.code.assign(rangeOf(node), place, value);
    }
    return undefined;
  },
  return_statement: (node, lowering) => {
    const [values] = node.namedChildren;
    // The values after the first are errors and flags.
    const [first] = values ? lowering.children(values) : [];
    if (first) lowering.code.returns(first);
    return undefined;
  },
  if_statement: (node, lowering) => {
    lowering.field(node, 'initializer');
    lowering.field(node, 'condition');
    lowering.code.conditional(() => {
      lowering.field(node, 'consequence');
      lowering.field(node, 'alternative');
    });
    return undefined;
  },
  for_statement: (node, lowering) => {
    const body = node.childForFieldName('body');
    const head = node.namedChildren.find((child) => child?.isExtra === false && child.id !== body?.id);
    lowering.code.loop(rangeOf(node), isEndless(head ?? undefined), () => {
      if (head?.type === 'range_clause') readRange(head, lowering);
      else if (head) lowering.value(head);
      if (body) lowering.value(body);
    });
    return undefined;
  },
  receive_statement: (node, lowering) => {
    for (const name of node.childForFieldName('left')?.namedChildren ?? [])
      if (name?.type === 'identifier') lowering.code.declare(name.text);
    lowering.field(node, 'right');
    return undefined;
  },
  expression_switch_statement: readSwitch,
  type_switch_statement: readSwitch,
  select_statement: (node, lowering) => {
    lowering.code.conditional(() => lowering.children(node));
    return undefined;
  },
};

function readRange(clause: SyntaxNode, lowering: TreeLowering): void {
  for (const name of clause.childForFieldName('left')?.namedChildren ?? [])
    if (name?.type === 'identifier') lowering.code.declare(name.text);
  lowering.field(clause, 'right');
}

/** `for {`, `for true {`, `for ;; {`. */
function isEndless(head: SyntaxNode | undefined): boolean {
  if (!head || head.type === 'true') return true;
  return head.type === 'for_clause' && !head.childForFieldName('condition');
}
