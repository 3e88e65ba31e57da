import type { TreeNode } from './snapshot.js';
import type { Argument, Expression, ObjectMember, Pattern } from '../tree.js';
import { children, hasToken, placeOf, type Lowering } from './lowering.js';
import { unescapeSequence } from './string-literal.js';

type Lower = (node: TreeNode, lowering: Lowering) => Expression;

const unwrapped = [
  'parenthesized_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
  'instantiation_expression',
] as const;

const lowerers = new Map<string, Lower>([
  ['string', (node, { text }) => ({ ...placeOf(node), kind: 'literal', value: stringValue(node, text) })],
  ['number', (node, { text }) => ({ ...placeOf(node), kind: 'literal', value: numberValue(text(node)) })],
  ['true', (node) => ({ ...placeOf(node), kind: 'literal', value: true })],
  ['false', (node) => ({ ...placeOf(node), kind: 'literal', value: false })],
  ['null', (node) => ({ ...placeOf(node), kind: 'literal', value: null })],
  ['undefined', (node) => ({ ...placeOf(node), kind: 'literal', value: undefined })],
  ['template_string', lowerTemplate],
  [
    'regex',
    (node, { text }) => ({
      ...placeOf(node),
      kind: 'regex',
      pattern: text(node.childForFieldName('pattern') ?? node),
    }),
  ],
  ['identifier', (node, { text }) => ({ ...placeOf(node), kind: 'identifier', name: text(node) })],
  [
    'shorthand_property_identifier',
    (node, { text }) => ({ ...placeOf(node), kind: 'identifier', name: text(node) }),
  ],
  ['this', (node) => ({ ...placeOf(node), kind: 'this' })],
  ['super', (node) => ({ ...placeOf(node), kind: 'super' })],
  ['import', (node) => ({ ...placeOf(node), kind: 'import' })],
  ['meta_property', (node) => ({ ...placeOf(node), kind: 'importMeta' })],
  ['member_expression', lowerMember],
  ['subscript_expression', lowerSubscript],
  ['call_expression', lowerCall],
  ['new_expression', lowerNew],
  [
    'array',
    (node, lowering) => ({ ...placeOf(node), kind: 'array', elements: lowerArguments(node, lowering) }),
  ],
  ['object', lowerObject],
  ['arrow_function', lowerFunctionExpression],
  ['function_expression', lowerFunctionExpression],
  ['function', lowerFunctionExpression],
  ['generator_function', lowerFunctionExpression],
  // `export default function () {}` is a declaration by its node type.
  ['function_declaration', lowerFunctionExpression],
  ['generator_function_declaration', lowerFunctionExpression],
  ['class', (node, lowering) => ({ ...placeOf(node), kind: 'class', class: lowering.class(node) })],
  [
    'class_declaration',
    (node, lowering) => ({ ...placeOf(node), kind: 'class', class: lowering.class(node) }),
  ],
  ['assignment_expression', lowerAssignment],
  ['augmented_assignment_expression', lowerAssignment],
  ['binary_expression', lowerBinary],
  ['ternary_expression', lowerConditional],
  ['unary_expression', lowerUnary],
  ['update_expression', lowerUnary],
  ['await_expression', lowerOperand('await')],
  ['yield_expression', lowerOperand('yield')],
  [
    'sequence_expression',
    (node, lowering) => ({
      ...placeOf(node),
      kind: 'sequence',
      expressions: flattenSequence(node).map((child) => lowering.expression(child)),
    }),
  ],
  [
    'type_assertion',
    (node, lowering) => {
      const inner = children(node).at(-1);
      return inner ? lowering.expression(inner) : lowerOther(node, lowering);
    },
  ],
  ...unwrapped.map((type): [string, Lower] => [
    type,
    (node, lowering) => {
      const inner = children(node)[0];
      return inner ? lowering.expression(inner) : lowerOther(node, lowering);
    },
  ]),
]);

/** One expression as plain data; unknown kinds keep the expressions inside them. */
export function lowerExpression(node: TreeNode, lowering: Lowering): Expression {
  return (lowerers.get(node.type) ?? lowerOther)(node, lowering);
}

/** The value of a string node. */
export function stringValue(node: TreeNode, text: (node: TreeNode) => string): string {
  return children(node)
    .map((part) => (part.type === 'escape_sequence' ? unescapeSequence(text(part)) : text(part)))
    .join('');
}

function numberValue(text: string): number | undefined {
  const value = Number(text.replaceAll('_', ''));
  return Number.isNaN(value) ? undefined : value;
}

const transparent = /^(?:jsx_|ERROR$|spread_element$|decorator$)/;

function lowerOther(node: TreeNode, lowering: Lowering): Expression {
  const expressions = children(node)
    .filter((child) => lowerers.has(child.type) || transparent.test(child.type))
    .map((child) => lowering.expression(child));
  return { ...placeOf(node), kind: 'other', expressions };
}

function lowerTemplate(node: TreeNode, lowering: Lowering): Expression {
  const parts = children(node).map((part): string | Expression => {
    if (part.type === 'escape_sequence') return unescapeSequence(lowering.text(part));
    if (part.type !== 'template_substitution') return lowering.text(part);
    const inner = children(part)[0];
    return inner ? lowering.expression(inner) : '';
  });
  return { ...placeOf(node), kind: 'template', parts };
}

function lowerMember(node: TreeNode, lowering: Lowering): Expression {
  const object = node.childForFieldName('object');
  const property = node.childForFieldName('property');
  if (!object || !property) return lowerOther(node, lowering);
  return {
    ...placeOf(node),
    kind: 'member',
    object: lowering.expression(object),
    property: lowering.text(property),
  };
}

function lowerSubscript(node: TreeNode, lowering: Lowering): Expression {
  const object = node.childForFieldName('object');
  const index = node.childForFieldName('index');
  if (!object || !index) return lowerOther(node, lowering);
  const property = index.type === 'string' ? stringValue(index, lowering.text) : lowering.expression(index);
  return { ...placeOf(node), kind: 'member', object: lowering.expression(object), property };
}

function lowerCall(node: TreeNode, lowering: Lowering): Expression {
  const callee = node.childForFieldName('function');
  const args = node.childForFieldName('arguments');
  if (!callee || !args) return lowerOther(node, lowering);
  if (args.type === 'template_string')
    return {
      ...placeOf(node),
      kind: 'taggedTemplate',
      tag: lowering.expression(callee),
      template: lowering.expression(args),
    };
  return {
    ...placeOf(node),
    kind: 'call',
    callee: lowering.expression(callee),
    arguments: lowerArguments(args, lowering),
    isNew: false,
  };
}

function lowerNew(node: TreeNode, lowering: Lowering): Expression {
  const callee = node.childForFieldName('constructor');
  const args = node.childForFieldName('arguments');
  if (!callee) return lowerOther(node, lowering);
  return {
    ...placeOf(node),
    kind: 'call',
    callee: lowering.expression(callee),
    arguments: args ? lowerArguments(args, lowering) : [],
    isNew: true,
  };
}

function lowerArguments(node: TreeNode, lowering: Lowering): Argument[] {
  return children(node).map((child) => {
    const inner = child.type === 'spread_element' ? children(child)[0] : undefined;
    return { value: lowering.expression(inner ?? child), spread: inner !== undefined };
  });
}

function lowerObject(node: TreeNode, lowering: Lowering): Expression {
  const members = children(node).flatMap((child): ObjectMember[] => {
    if (child.type === 'spread_element') {
      const inner = children(child)[0];
      return inner ? [{ kind: 'spread', value: lowering.expression(inner) }] : [];
    }
    if (child.type === 'shorthand_property_identifier')
      return [
        {
          kind: 'value',
          key: lowering.text(child),
          place: placeOf(child),
          value: lowering.expression(child),
        },
      ];
    const key = child.childForFieldName('key') ?? child.childForFieldName('name');
    if (!key) return [];
    const name = lowering.key(key);
    if (child.type === 'method_definition') {
      const method = lowering.function(child, typeof name === 'string' ? name : undefined);
      const kind = hasToken(child, 'get') ? 'getter' : hasToken(child, 'set') ? 'setter' : 'value';
      return [
        {
          kind,
          key: name,
          place: placeOf(key),
          value: { ...placeOf(child), kind: 'function', function: method },
        },
      ];
    }
    const value = child.childForFieldName('value');
    return value
      ? [{ kind: 'value', key: name, place: placeOf(key), value: lowering.expression(value) }]
      : [];
  });
  return { ...placeOf(node), kind: 'object', members };
}

function lowerFunctionExpression(node: TreeNode, lowering: Lowering): Expression {
  return { ...placeOf(node), kind: 'function', function: lowering.function(node) };
}

function lowerAssignment(node: TreeNode, lowering: Lowering): Expression {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (!left || !right) return lowerOther(node, lowering);
  const target: Pattern = lowering.pattern(left);
  const operator = node.childForFieldName('operator');
  return {
    ...placeOf(node),
    kind: 'assign',
    target,
    operator: operator ? operator.type : '=',
    value: lowering.expression(right),
  };
}

function lowerBinary(node: TreeNode, lowering: Lowering): Expression {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  const operator = node.childForFieldName('operator');
  if (!left || !right || !operator) return lowerOther(node, lowering);
  return {
    ...placeOf(node),
    kind: 'binary',
    operator: operator.type,
    left: lowering.expression(left),
    right: lowering.expression(right),
  };
}

function lowerConditional(node: TreeNode, lowering: Lowering): Expression {
  const test = node.childForFieldName('condition');
  const consequent = node.childForFieldName('consequence');
  const alternate = node.childForFieldName('alternative');
  if (!test || !consequent || !alternate) return lowerOther(node, lowering);
  return {
    ...placeOf(node),
    kind: 'conditional',
    test: lowering.expression(test),
    consequent: lowering.expression(consequent),
    alternate: lowering.expression(alternate),
  };
}

function lowerUnary(node: TreeNode, lowering: Lowering): Expression {
  const argument = node.childForFieldName('argument');
  const operator = node.childForFieldName('operator');
  if (!argument || !operator) return lowerOther(node, lowering);
  return {
    ...placeOf(node),
    kind: 'unary',
    operator: operator.type,
    argument: lowering.expression(argument),
  };
}

function lowerOperand(kind: 'await' | 'yield'): Lower {
  return (node, lowering) => {
    const argument = children(node)[0];
    return argument
      ? { ...placeOf(node), kind, argument: lowering.expression(argument) }
      : lowerOther(node, lowering);
  };
}

/** The grammar nests sequences to the right: `a, (b, (c))`. */
function flattenSequence(node: TreeNode): TreeNode[] {
  const flat: TreeNode[] = [];
  const pending = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.type === 'sequence_expression') pending.push(...children(next).toReversed());
    else flat.push(next);
  }
  return flat;
}
