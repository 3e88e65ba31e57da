import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodeValue } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { readSequence } from './sequence.js';

const readBody: NodeReader = (node, lowering) => readSequence(node, lowering);

/** `if`, `unless` and `elsif`: one of the branches is what they give. */
const readIf: NodeReader = (node, lowering) => {
  lowering.field(node, 'condition');
  const parts = ['consequence', 'alternative'].flatMap(
    (field) => lowering.code.conditional(() => lowering.field(node, field)) ?? [],
  );
  return { kind: 'other', operator: '?:', parts, ...rangeOf(node) };
};

const readIfModifier: NodeReader = (node, lowering) => {
  lowering.field(node, 'condition');
  return lowering.code.conditional(() => lowering.field(node, 'body'));
};

const readCase: NodeReader = (node, lowering) => {
  const subject = node.childForFieldName('value');
  if (subject) lowering.value(subject);
  lowering.code.conditional(() => {
    for (const child of node.namedChildren) if (child && child.id !== subject?.id) lowering.value(child);
  });
  return undefined;
};

const readLoop: NodeReader = (node, lowering) => {
  lowering.code.loop(rangeOf(node), isEndless(node), () => {
    const pattern = node.type === 'for' ? node.childForFieldName('pattern') : null;
    for (const name of pattern ? namesOf(pattern) : []) lowering.code.declare(name);
    for (const field of ['value', 'condition', 'body']) lowering.field(node, field);
  });
  return undefined;
};

const bodies = [
  'body_statement',
  'block_body',
  'begin',
  'then',
  'else',
  'do',
  'parenthesized_statements',
] as const;

export const statementReaders: NodeReaders = {
  ...Object.fromEntries(bodies.map((type) => [type, readBody])),
  if: readIf,
  unless: readIf,
  elsif: readIf,
  if_modifier: readIfModifier,
  unless_modifier: readIfModifier,
  case: readCase,
  case_match: readCase,
  while: readLoop,
  until: readLoop,
  for: readLoop,
  while_modifier: readLoop,
  until_modifier: readLoop,
  return: (node, lowering) => {
    const [list] = node.namedChildren;
    const values: readonly CodeValue[] = list ? lowering.children(list) : [];
    const [only, ...more] = values;
    if (only && more.length === 0) lowering.code.returns(only);
    return undefined;
  },
  rescue_modifier: (node, lowering) => {
    const body = node.childForFieldName('body');
    const handler = node.childForFieldName('handler');
    if (!body || !handler) return undefined;
    return readRescueModifier(node, body, handler, lowering);
  },
};

/** `value rescue other`. */
function readRescueModifier(
  node: SyntaxNode,
  body: SyntaxNode,
  handler: SyntaxNode,
  lowering: TreeLowering,
): CodeValue | undefined {
  let value: CodeValue | undefined;
  lowering.code.try(
    {
      ...rangeOf(node),
      body: rangeOf(body),
      handlers: [{ ...rangeOf(handler), empty: handler.type === 'nil' }],
    },
    () => {
      value = lowering.value(body);
    },
    () => lowering.value(handler),
  );
  return value;
}

function namesOf(pattern: SyntaxNode): readonly string[] {
  return pattern.type === 'identifier'
    ? [pattern.text]
    : pattern.namedChildren.flatMap((child) => (child ? namesOf(child) : []));
}

/** `while true`, `until false`. */
function isEndless(node: SyntaxNode): boolean {
  const condition = node.childForFieldName('condition')?.type;
  return node.type.startsWith('while') ? condition === 'true' : condition === 'false';
}
