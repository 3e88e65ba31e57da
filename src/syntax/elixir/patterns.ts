import type { Expression, Statement } from '../imperative/tree.js';
import type { ElixirLowering } from './lowering.js';
import { callOf, rangeOf } from './lowering.js';
import { keyOfPair, pairsOf } from './pairs.js';
import type { ElixirNode } from './parse.js';
import { children } from './parse.js';

/** What a pattern asks of a value, and the names that it gives to its parts. */
export interface Pattern {
  readonly conditions: readonly Expression[];
  readonly bindings: readonly Statement[];
}

const anything: Pattern = { conditions: [], bindings: [] };

/** A pattern of Elixir against a value (https://hexdocs.pm/elixir/patterns-and-guards.html). */
export function lowerPattern(node: ElixirNode, subject: Expression, lowering: ElixirLowering): Pattern {
  const place = rangeOf(node);
  const is = (value: Expression): Pattern => ({
    conditions: [{ ...place, kind: 'binary', operator: '==', left: subject, right: value }],
    bindings: [],
  });
  switch (node.name) {
    case 'Identifier':
    case 'UnderscoredIdentifier': {
      const name = lowering.textOf(node);
      if (name === '_') return anything;
      return { conditions: [], bindings: [{ ...place, kind: 'declare', name, value: subject }] };
    }
    case 'Atom':
    case 'QuotedAtom':
    case 'Integer':
    case 'Float':
    case 'String':
    case 'Boolean':
    case 'Nil':
    case 'Alias':
      return is(lowering.expression(node));
    case 'Tuple':
    case 'List':
      return lowerItems(node, subject, lowering);
    case 'Map':
      return together(pairsOf(node), (pair) => ofPair(pair, subject, lowering));
    case 'Keywords':
      return together(children(node), (pair) => ofPair(pair, subject, lowering));
    case 'BinaryOperator': {
      const [left, right] = children(node).filter(isOperand);
      const operator = children(node).find((child) => child.name === 'Operator');
      if (!left || !right || !operator || lowering.textOf(operator) !== '=') return anything;
      return together([left, right], (side) => lowerPattern(side, subject, lowering));
    }
    case 'UnaryOperator': {
      const operand = children(node).find(isOperand);
      return operand && lowering.text[node.from] === '^' ? is(lowering.expression(operand)) : anything;
    }
    default:
      return anything;
  }
}

function isOperand(node: ElixirNode): boolean {
  return node.name !== 'Operator' && node.name !== 'WordOperator';
}

function lowerItems(node: ElixirNode, subject: Expression, lowering: ElixirLowering): Pattern {
  const items = children(node);
  const place = rangeOf(node);
  if (items.length === 0) return { conditions: [callOf(place, 'Enum', 'empty?', [subject])], bindings: [] };
  let at = 0;
  return together(items, (item) => {
    if (item.name === 'Keywords') return together(children(item), (pair) => ofPair(pair, subject, lowering));
    const isCons =
      item.name === 'BinaryOperator' &&
      children(item).some((child) => child.name === 'Operator' && lowering.textOf(child) === '|');
    const [head, rest] = isCons ? children(item).filter(isOperand) : [item];
    const index: Expression = { ...place, kind: 'number', text: String(at) };
    at += 1;
    const first = head
      ? lowerPattern(head, { ...place, kind: 'element', object: subject, index }, lowering)
      : anything;
    if (!rest) return first;
    const count: Expression = { ...place, kind: 'number', text: String(at) };
    const more = lowerPattern(rest, callOf(place, 'Enum', 'drop', [subject, count]), lowering);
    return together([first, more], (part) => part);
  });
}

function ofPair(pair: ElixirNode, subject: Expression, lowering: ElixirLowering): Pattern {
  const { key, value } = keyOfPair(pair, lowering);
  if (!key || !value) return anything;
  return lowerPattern(value, { ...rangeOf(pair), kind: 'element', object: subject, index: key }, lowering);
}

function together<Part>(parts: readonly Part[], read: (part: Part) => Pattern): Pattern {
  const patterns = parts.map(read);
  return {
    conditions: patterns.flatMap(({ conditions }) => conditions),
    bindings: patterns.flatMap(({ bindings }) => bindings),
  };
}
