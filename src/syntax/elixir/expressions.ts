import type { Expression } from '../imperative/tree.js';
import { clausesOf, lowerCall, lowerCapture } from './calls.js';
import type { ElixirLowering } from './lowering.js';
import { callOf, rangeOf } from './lowering.js';
import { blockValue } from '../imperative/block-value.js';
import { lowerPairs, pairsOf } from './pairs.js';
import type { ElixirNode } from './parse.js';
import { childOf, children } from './parse.js';
import { lowerAtom, lowerSigil, lowerText } from './texts.js';

/** One expression of Elixir. */
export function lowerExpression(node: ElixirNode, lowering: ElixirLowering): Expression {
  const place = rangeOf(node);
  const other = (): Expression => ({
    ...place,
    kind: 'other',
    text: lowering.textOf(node).slice(0, 200),
    parts: children(node)
      .filter(({ name }) => /Call$|Operator$|^(List|Tuple|Map|Block|Identifier)$/.test(name))
      .filter(({ name }) => name !== 'Operator' && name !== 'WordOperator')
      .map(lowering.expression),
  });
  switch (node.name) {
    case 'String':
    case 'Charlist':
    case 'StringSigil':
      return node.name === 'StringSigil' ? lowerSigil(node, lowering) : lowerText(node, lowering);
    case 'Sigil':
      return lowerSigil(node, lowering);
    case 'Atom':
    case 'QuotedAtom':
      return lowerAtom(node, lowering);
    case 'Integer':
    case 'Float':
      return { ...place, kind: 'number', text: lowering.textOf(node).replaceAll('_', '') };
    case 'Boolean':
      return { ...place, kind: 'boolean', value: lowering.textOf(node) === 'true' };
    case 'Nil':
      return { ...place, kind: 'null' };
    case 'Alias':
      return { ...place, kind: 'name', name: lowering.moduleName(lowering.textOf(node)) };
    case 'Identifier':
    case 'UnderscoredIdentifier':
    case 'SpecialIdentifier':
      return identifier(node, lowering);
    case 'Tuple':
      // The keywords of a tuple are a list of their own.
      return {
        ...place,
        kind: 'list',
        items: children(node).map((item) => ({ value: lowering.expression(item) })),
      };
    case 'List':
      return {
        ...place,
        kind: 'list',
        items: children(node).flatMap((item) =>
          item.name === 'Keywords' ? lowerPairs(children(item), lowering) : itemOf(item, lowering),
        ),
      };
    case 'Keywords':
      return { ...place, kind: 'list', items: lowerPairs(children(node), lowering) };
    case 'Map':
      return lowerMap(node, lowering);
    case 'Block': {
      const inner = children(node);
      return inner.length === 1 && inner[0]
        ? lowering.expression(inner[0])
        : blockValue(place, lowering.body(inner, true));
    }
    case 'Call':
      return lowerCall(node, lowering);
    case 'KernelCall':
    case 'FunctionDefinitionCall':
      return blockValue(place, lowering.body([node], true));
    case 'PipeOperator':
      return lowerPipe(node, lowering) ?? other();
    case 'AnonymousFunction':
      return {
        ...place,
        kind: 'function',
        function: lowering.clauses(clausesOf(children(node)), place, true),
      };
    case 'CaptureOperator':
      return lowerCapture(node, lowering);
    case 'CaptureOperand':
      return { ...place, kind: 'variable', name: lowering.textOf(node).replaceAll(/\s/g, '') };
    case 'AccessCall': {
      const [object, index] = children(node);
      return object
        ? {
            ...place,
            kind: 'element',
            object: lowering.expression(object),
            ...(index && { index: lowering.expression(index) }),
          }
        : other();
    }
    case 'AtOperator': {
      const inner = children(node).find((child) => child.name === 'Identifier');
      return inner ? { ...place, kind: 'name', name: `@${lowering.textOf(inner)}` } : other();
    }
    case 'BinaryOperator':
      return lowerBinary(node, lowering) ?? other();
    case 'UnaryOperator': {
      const operand = children(node).find(isOperand);
      if (!operand) return other();
      const written = lowering.text.slice(node.from, operand.from).trim();
      const operator = written === 'not' ? '!' : written;
      if (operator === '^') return lowering.expression(operand);
      return { ...place, kind: 'unary', operator, operand: lowering.expression(operand) };
    }
    default:
      return other();
  }
}

function isOperand(node: ElixirNode): boolean {
  return node.name !== 'Operator' && node.name !== 'WordOperator';
}

/** A variable, or the call of a function of the module that takes nothing. */
function identifier(node: ElixirNode, lowering: ElixirLowering): Expression {
  const name = lowering.textOf(node);
  const place = rangeOf(node);
  if (name === '__DIR__') return { ...place, kind: 'name', name };
  return lowering.hasFunction(name)
    ? callOf(place, undefined, name, [])
    : { ...place, kind: 'variable', name };
}

/** `[a | rest]` gives the items of the rest as well. */
function itemOf(
  node: ElixirNode,
  lowering: ElixirLowering,
): readonly { readonly value: Expression; readonly spread?: boolean }[] {
  const operator = childOf(node, 'Operator');
  if (node.name !== 'BinaryOperator' || !operator || lowering.textOf(operator) !== '|')
    return [{ value: lowering.expression(node) }];
  const [head, rest] = children(node).filter(isOperand);
  return [
    ...(head ? [{ value: lowering.expression(head) }] : []),
    ...(rest ? [{ value: lowering.expression(rest), spread: true }] : []),
  ];
}

/** A map or a struct: `%{a: 1}`, `%{map | a: 1}`, `%Struct{a: 1}`. */
function lowerMap(node: ElixirNode, lowering: ElixirLowering): Expression {
  const place = rangeOf(node);
  const struct = childOf(node, 'Struct');
  const [type] = children(struct ?? null);
  const [first] = pairsOf(node);
  const changes =
    first?.name === 'BinaryOperator' &&
    children(first).some((child) => child.name === 'Operator' && lowering.textOf(child) === '|');
  const items = changes
    ? children(first)
        .filter(isOperand)
        .flatMap((side, index) =>
          index === 0
            ? [{ value: lowering.expression(side), spread: true }]
            : lowerPairs(side.name === 'Keywords' ? children(side) : [side], lowering),
        )
    : lowerPairs(pairsOf(node), lowering);
  if (!type || type.name !== 'Alias') return { ...place, kind: 'list', items };
  return {
    ...place,
    kind: 'new',
    type: lowering.moduleName(lowering.textOf(type)),
    arguments: [{ value: { ...place, kind: 'list', items } }],
    items,
  };
}

/** `value |> call(argument) |> other()`. */
function lowerPipe(node: ElixirNode, lowering: ElixirLowering): Expression | undefined {
  const [first, ...calls] = stagesOf(node);
  if (!first) return undefined;
  return calls.reduce<Expression>((value, call) => {
    if (call.name === 'Call' || call.name === 'KernelCall') return lowerCall(call, lowering, value);
    const place = { start: value.start, end: call.to };
    if (call.name === 'Identifier') return callOf(place, undefined, lowering.textOf(call), [value]);
    return { ...place, kind: 'other', text: '', parts: [value, lowering.expression(call)] };
  }, lowering.expression(first));
}

/** What stands between the pipes, in order. The parser sometimes nests them to the right, where Elixir binds them to the left. */
function stagesOf(node: ElixirNode): readonly ElixirNode[] {
  const found: ElixirNode[] = [];
  const open: ElixirNode[] = [node];
  for (let next = open.pop(); next; next = open.pop())
    if (next.name === 'PipeOperator' || next.name === 'Right')
      open.push(...children(next).filter(isOperand).toReversed());
    else found.push(next);
  return found;
}

const operators: Readonly<Record<string, string>> = {
  and: '&&',
  or: '||',
  '===': '==',
  '!==': '!=',
};

function lowerBinary(node: ElixirNode, lowering: ElixirLowering): Expression | undefined {
  const place = rangeOf(node);
  const sign = children(node).find((child) => !isOperand(child));
  const [left, right] = children(node).filter(isOperand);
  if (!sign || !left || !right) return undefined;
  const written = lowering.textOf(sign).replaceAll(/\s+/g, ' ');
  const of = lowering.expression;
  switch (written) {
    case '=':
      return left.name === 'Identifier'
        ? {
            ...place,
            kind: 'assignment',
            target: { ...rangeOf(left), kind: 'variable', name: lowering.textOf(left) },
            operator: '=',
            value: of(right),
          }
        : of(right);
    case '<>':
      return { ...place, kind: 'concatenation', parts: chain(node, '<>', lowering).map(of) };
    case '++':
      return {
        ...place,
        kind: 'list',
        items: chain(node, '++', lowering).map((part) => ({ value: of(part), spread: true })),
      };
    // Their value is that of one side.
    case '||':
      return { ...place, kind: 'conditional', condition: of(left), otherwise: of(right) };
    case '&&':
      return {
        ...place,
        kind: 'conditional',
        condition: of(left),
        consequence: of(right),
        otherwise: { ...place, kind: 'null' },
      };
    case '..':
      return callOf(place, 'Range', 'new', [of(left), of(right)]);
    case 'in':
    case 'not in': {
      const within = callOf(place, undefined, 'in', [of(left), of(right)]);
      return written === 'in' ? within : { ...place, kind: 'unary', operator: '!', operand: within };
    }
    case '::':
    case '\\\\':
      return of(left);
    default:
      return {
        ...place,
        kind: 'binary',
        operator: operators[written] ?? written,
        left: of(left),
        right: of(right),
      };
  }
}

/** The operands of a chain of one operator, so that long ones do not nest. */
function chain(node: ElixirNode, sign: string, lowering: ElixirLowering): readonly ElixirNode[] {
  const found: ElixirNode[] = [];
  const open: ElixirNode[] = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    const [left, right] = children(next).filter(isOperand);
    const own = children(next).find((child) => !isOperand(child));
    if (next.name === 'BinaryOperator' && own && lowering.textOf(own) === sign && left && right)
      open.push(right, left);
    else found.push(next);
  }
  return found;
}
