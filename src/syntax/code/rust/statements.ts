import type { SyntaxNode } from '../../tree-sitter.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReaders, TreeLowering } from '../tree-lowering.js';
import { bindPattern } from './patterns.js';
import { scopedPath, typePath } from './types.js';

export const statementReaders: NodeReaders = {
  type_identifier: (node, lowering) => lowering.name(node),
  scoped_type_identifier: scopedPath,
  let_declaration: (node, lowering) => {
    const pattern = node.childForFieldName('pattern');
    const type = typePath(node.childForFieldName('type'), lowering);
    const value = lowering.field(node, 'value');
    if (pattern) bindPattern(pattern, { ...(type && { type }), ...(value && { value }) }, lowering);
    lowering.field(node, 'alternative');
    return undefined;
  },
  let_condition: (node, lowering) => {
    const pattern = node.childForFieldName('pattern');
    const value = lowering.field(node, 'value');
    if (pattern) bindPattern(pattern, value ? { value } : {}, lowering);
    return undefined;
  },
  return_expression: (node, lowering) => {
    const [inner] = node.namedChildren;
    if (inner) lowering.code.returns(lowering.value(inner));
    return undefined;
  },
  if_expression: (node, lowering) => {
    lowering.field(node, 'condition');
    const parts = lowering.code.conditional(() =>
      ['consequence', 'alternative'].flatMap((field) => lowering.field(node, field) ?? []),
    );
    return { kind: 'other', operator: '?:', parts, ...rangeOf(node) };
  },
  match_expression: (node, lowering) => {
    const value = lowering.field(node, 'value');
    const parts = lowering.code.conditional(() =>
      (node.childForFieldName('body')?.namedChildren ?? []).flatMap((arm) => {
        if (arm?.type !== 'match_arm') return [];
        const pattern = arm.childForFieldName('pattern');
        if (pattern) bindPattern(pattern, value ? { value } : {}, lowering);
        return lowering.field(arm, 'value') ?? [];
      }),
    );
    return { kind: 'other', operator: '?:', parts, ...rangeOf(node) };
  },
  block: (node, lowering) => {
    const values = lowering.children(node);
    const last = node.namedChildren.findLast((child) => child?.isExtra === false);
    if (!last || /_statement$|_declaration$|_item$/.test(last.type)) return undefined;
    return values.at(-1);
  },
  loop_expression: (node, lowering) => readLoop(node, true, lowering),
  while_expression: (node, lowering) =>
    readLoop(node, node.childForFieldName('condition')?.text === 'true', lowering),
  for_expression: (node, lowering) => {
    lowering.field(node, 'value');
    const pattern = node.childForFieldName('pattern');
    if (pattern) bindPattern(pattern, {}, lowering);
    return readLoop(node, false, lowering);
  },
};

function readLoop(node: SyntaxNode, endless: boolean, lowering: TreeLowering): undefined {
  lowering.code.loop(rangeOf(node), endless, () => {
    lowering.field(node, 'condition');
    lowering.field(node, 'body');
  });
}
