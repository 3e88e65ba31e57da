import type { SyntaxNode } from '../../tree-sitter.js';
import { arithmetic } from '../arithmetic.js';
import type { CodeValue } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { argumentsOf } from './arguments.js';
import { genericName, typePath } from './types.js';

const transparent: NodeReader = (node, lowering) => {
  const inner = node.namedChildren.find((child) => child?.isExtra === false);
  return inner ? lowering.value(inner) : undefined;
};

const name: NodeReader = (node, lowering) => lowering.name(node);

export const expressionReaders: NodeReaders = {
  identifier: name,
  this: name,
  this_expression: name,
  base: name,
  generic_name: (node, lowering) => lowering.code.path(rangeOf(node), genericName(node).name),
  qualified_name: (node, lowering) => lowering.code.dotted(rangeOf(node), node.text.replaceAll(/\s/g, '')),
  parenthesized_expression: transparent,
  await_expression: transparent,
  checked_expression: transparent,
  postfix_unary_expression: transparent,
  expression_statement: transparent,
  arrow_expression_clause: transparent,
  cast_expression: (node, lowering) => lowering.field(node, 'value'),
  as_expression: (node, lowering) => lowering.field(node, 'left'),
  typeof_expression: (node, lowering) => typePath(node.childForFieldName('type'), lowering),
  member_access_expression: (node, lowering) => {
    const object = lowering.field(node, 'expression');
    return memberOf(node, object, lowering);
  },
  conditional_access_expression: (node, lowering) => {
    const object = lowering.field(node, 'condition');
    const then = node.namedChildren.at(-1);
    return object && then ? readAccess(then, object, lowering) : undefined;
  },
  element_access_expression: (node, lowering) => {
    const object = lowering.field(node, 'expression');
    const [index] = argumentsOf(node.childForFieldName('subscript'), lowering);
    const key = index?.value.kind === 'text' && index.value.exact ? index.value.text : '[]';
    return object && lowering.code.path(rangeOf(node), key, object);
  },
  invocation_expression: (node, lowering) => {
    const called = node.childForFieldName('function');
    return called ? readCall(node, called, lowering.value(called), lowering) : undefined;
  },
  binary_expression: (node, lowering) => {
    const operator = node.childForFieldName('operator')?.text ?? '';
    const left = lowering.field(node, 'left');
    const right = node.childForFieldName('right');
    if (!left || !right) return undefined;
    const isChoice = operator === '&&' || operator === '||' || operator === '??';
    const value = isChoice ? lowering.code.conditional(() => lowering.value(right)) : lowering.value(right);
    return arithmetic(rangeOf(node), operator, left, value);
  },
  prefix_unary_expression: (node, lowering) => {
    const inner = node.namedChildren.at(-1);
    const value = inner ? lowering.value(inner) : undefined;
    if (value?.kind === 'number' && node.text.startsWith('-'))
      return { ...value, value: -value.value, ...rangeOf(node) };
    return { kind: 'other', parts: value ? [value] : [], ...rangeOf(node) };
  },
  conditional_expression: (node, lowering) => {
    lowering.field(node, 'condition');
    const parts = ['consequence', 'alternative'].flatMap(
      (field) => lowering.code.conditional(() => lowering.field(node, field)) ?? [],
    );
    return { kind: 'other', operator: '?:', parts, ...rangeOf(node) };
  },
  switch_expression: (node, lowering) => {
    const [subject, ...arms] = node.namedChildren;
    if (subject) lowering.value(subject);
    const parts = lowering.code.conditional(() =>
      arms.flatMap((arm) => (arm && !arm.isExtra ? (lowering.children(arm).at(-1) ?? []) : [])),
    );
    return { kind: 'other', operator: '?:', parts, ...rangeOf(node) };
  },
  declaration_pattern: declareTyped,
  declaration_expression: declareTyped,
  assignment_expression: (node, lowering) => {
    const place = lowering.field(node, 'left');
    const value = lowering.field(node, 'right');
    const operator = node.childForFieldName('operator')?.text ?? '=';
    if (place?.kind === 'path' && value && (operator === '=' || operator === '??='))
      lowering.code.assign(rangeOf(node), place, value);
    return value;
  },
};

function memberOf(
  node: SyntaxNode,
  object: CodeValue | undefined,
  lowering: TreeLowering,
): CodeValue | undefined {
  const member = node.childForFieldName('name');
  return object && member ? lowering.code.path(rangeOf(node), genericName(member).name, object) : undefined;
}

/** What follows `?.`: `.A`, `.A.B`, `.A(…)`. */
function readAccess(node: SyntaxNode, object: CodeValue, lowering: TreeLowering): CodeValue | undefined {
  const inside = (field: string): CodeValue | undefined => {
    const inner = node.childForFieldName(field);
    return inner ? readAccess(inner, object, lowering) : undefined;
  };
  switch (node.type) {
    case 'member_binding_expression':
      return memberOf(node, object, lowering);
    case 'member_access_expression':
      return memberOf(node, inside('expression'), lowering);
    case 'invocation_expression': {
      const called = node.childForFieldName('function');
      const callee = inside('function');
      return called && callee ? readCall(node, called, callee, lowering) : undefined;
    }
    case 'conditional_access_expression': {
      const between = inside('condition');
      const then = node.namedChildren.at(-1);
      return between && then ? readAccess(then, between, lowering) : undefined;
    }
    default:
      return lowering.value(node);
  }
}

function readCall(
  node: SyntaxNode,
  called: SyntaxNode,
  callee: CodeValue,
  lowering: TreeLowering,
): CodeValue {
  const values = argumentsOf(node.childForFieldName('arguments'), lowering);
  // It is about threads: what comes out is what went in.
  if (callee.kind === 'path' && callee.name === 'ConfigureAwait' && callee.object) return callee.object;
  return lowering.code.call(rangeOf(node), lowering.callee(callee), {
    arguments: values,
    typeArguments: genericName(called.childForFieldName('name') ?? called).types,
  });
}

/** `x is HttpClient client`, `out var value`. */
function declareTyped(node: SyntaxNode, lowering: TreeLowering): undefined {
  const bound = node.childForFieldName('name');
  const type = typePath(node.childForFieldName('type'), lowering);
  if (bound?.type === 'identifier') lowering.code.declare(bound.text, type ? { type } : {});
  return undefined;
}
