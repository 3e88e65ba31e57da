import type { Argument, Expression, FunctionNode } from '../imperative/tree.js';
import type { Clause, ElixirLowering, Range } from './lowering.js';
import { arityName, rangeOf } from './lowering.js';
import { lowerPairs } from './pairs.js';
import type { ElixirNode } from './parse.js';
import { childOf, children } from './parse.js';

/** The parts of a call as they are written. */
export interface WrittenCall {
  /** Empty for the call of a value: `function.(1)`. */
  readonly name: string;
  /** Absent for functions that are called by their bare names. */
  readonly object?: ElixirNode;
  readonly arguments: readonly ElixirNode[];
  /** `x.y` without parentheses and arguments. */
  readonly isBare: boolean;
}

/** The parts of a call. */
export function writtenCall(node: ElixirNode, lowering: ElixirLowering): WrittenCall {
  const [callee] = children(node);
  const list = childOf(node, 'Arguments');
  const given = children(list ?? null);
  if (callee?.name !== 'Dot')
    return { name: callee ? lowering.textOf(callee) : '', arguments: given, isBare: false };
  const [object] = children(callee);
  const right = childOf(callee, 'Right');
  return {
    name: right ? lowering.textOf(right) : '',
    ...(object && { object }),
    arguments: given,
    isBare: !list && !childOf(node, 'DoBlock'),
  };
}

/** The keywords that stand last in a call. */
export function keywordsOf(given: readonly ElixirNode[]): readonly ElixirNode[] {
  const last = given.at(-1);
  return last?.name === 'Keywords' ? children(last) : [];
}

/** What a block of `do`, `else` … holds; also where it is written as `do: expression`. */
export function blockOf(
  node: ElixirNode,
  part: 'do' | 'else' | 'rescue' | 'after',
  lowering: ElixirLowering,
): readonly ElixirNode[] | undefined {
  const block = childOf(node, 'DoBlock');
  if (block) {
    const parts = children(block);
    if (part === 'do') return parts.filter((child) => !/^(Else|Rescue|After|Catch)Block$/.test(child.name));
    const named = `${part[0]?.toUpperCase() ?? ''}${part.slice(1)}Block`;
    const found = parts.find((child) => child.name === named);
    return found && children(found);
  }
  for (const pair of keywordsOf(children(childOf(node, 'Arguments') ?? null))) {
    const [key, value] = children(pair);
    if (key && value && lowering.textOf(key).startsWith(`${part}:`)) return [value];
  }
  return undefined;
}

/** The clauses of `fn`, `case`, `cond` …: `a, b when c -> body`. */
export function clausesOf(nodes: readonly ElixirNode[]): readonly Clause[] {
  return nodes
    .filter((node) => node.name === 'StabClause')
    .map((node): Clause => {
      const parts = children(node);
      const head = parts.find((part) => part.name === 'Arguments' || part.name === 'WhenOperator');
      const body = children(parts.find((part) => part.name === 'Body') ?? null);
      if (head?.name !== 'WhenOperator') return { patterns: children(head ?? null), body };
      const [guard] = children(childOf(head, 'Right') ?? null);
      return { patterns: children(childOf(head, 'Arguments') ?? null), ...(guard && { guard }), body };
    });
}

/** A call, with `first` as the value that a pipe gives it. */
export function lowerCall(node: ElixirNode, lowering: ElixirLowering, first?: Expression): Expression {
  const place = first ? { start: first.start, end: node.to } : rangeOf(node);
  const { name, object, arguments: written, isBare } = writtenCall(node, lowering);
  if (first && name === 'case') {
    const clauses = lowering.clauses(clausesOf(blockOf(node, 'do', lowering) ?? []), place, true);
    const callee: Expression = { ...place, kind: 'function', function: clauses };
    return { ...place, kind: 'invoke', callee, arguments: [{ value: first }] };
  }
  const given = [...(first ? [{ value: first }] : []), ...argumentsOf(written, node, lowering)];
  const count = given.filter((argument) => argument.name === undefined).length;
  if (object && name === '')
    return { ...place, kind: 'invoke', callee: lowering.expression(object), arguments: given };
  if (object && isBare && !first && object.name !== 'Alias' && lowering.textOf(object) !== '__MODULE__')
    return { ...place, kind: 'member', object: lowering.expression(object), name };
  return {
    ...place,
    kind: 'call',
    // A module that calls itself by its name.
    ...(object && lowering.textOf(object) !== '__MODULE__' && { object: lowering.expression(object) }),
    name: arityName(name, count),
    typeArguments: [],
    arguments: given,
  };
}

/** Arguments of a call; its block is one that is named `do`. */
function argumentsOf(
  written: readonly ElixirNode[],
  node: ElixirNode,
  lowering: ElixirLowering,
): readonly Argument[] {
  const given: Argument[] = [];
  for (const argument of written) {
    if (argument.name !== 'Keywords') {
      given.push({ value: lowering.expression(argument) });
      continue;
    }
    const options = children(argument).filter((pair) => !/^(do|else):/.test(lowering.textOf(pair)));
    if (options.length > 0)
      given.push({
        value: { ...rangeOf(argument), kind: 'list', items: lowerPairs(options, lowering) },
      });
  }
  const block = blockOf(node, 'do', lowering);
  if (block) given.push({ name: 'do', value: closure(rangeOf(node), block, lowering) });
  return given;
}

function closure(place: Range, nodes: readonly ElixirNode[], lowering: ElixirLowering): Expression {
  const called: FunctionNode = { parameters: [], body: lowering.body(nodes, false) };
  return { ...place, kind: 'function', function: called };
}

const mostOperands = 8;

/** `&name/1`, `&Module.name/2`, `&(&1 + 1)`. */
export function lowerCapture(node: ElixirNode, lowering: ElixirLowering): Expression {
  const place = rangeOf(node);
  const inner = children(node).find((child) => child.name !== 'Operator');
  if (!inner) return { ...place, kind: 'other', text: lowering.textOf(node), parts: [] };
  const named = /^&\(?([\w.!?]+)\/(\d)\)?$/.exec(lowering.textOf(node));
  const arity = named ? Number(named[2]) : operandsIn(lowering.textOf(node));
  const parameters = Array.from({ length: arity }, (_, index) => ({ name: `&${index + 1}`, type: '' }));
  const value = named ? callByName(named[1] ?? '', arity, place, lowering) : lowering.expression(inner);
  return {
    ...place,
    kind: 'function',
    function: { parameters, body: [{ ...place, kind: 'return', value }] },
  };
}

function callByName(written: string, arity: number, place: Range, lowering: ElixirLowering): Expression {
  const dot = written.lastIndexOf('.');
  const module = dot === -1 ? undefined : lowering.moduleName(written.slice(0, dot));
  return {
    ...place,
    kind: 'call',
    ...(module !== undefined && { object: { ...place, kind: 'name' as const, name: module } }),
    name: arityName(written.slice(dot + 1), arity),
    typeArguments: [],
    arguments: Array.from({ length: arity }, (_, index) => ({
      value: { ...place, kind: 'variable' as const, name: `&${index + 1}` },
    })),
  };
}

function operandsIn(text: string): number {
  let most = 0;
  for (const match of text.matchAll(/&(\d)/g)) most = Math.max(most, Number(match[1]));
  return Math.min(most, mostOperands);
}
