import type { Expression, FunctionNode, Statement } from '../imperative/tree.js';
import type { ElixirNode } from './parse.js';

/** What the parts of the lowering know of each other: each turns one kind of node into plain data. */
export interface ElixirLowering {
  /** The text of the file. */
  readonly text: string;
  readonly textOf: (node: ElixirNode) => string;
  readonly expression: (node: ElixirNode) => Expression;
  /** Statements in order. `tail`: the value of the last one is the value of the whole. */
  readonly body: (nodes: readonly ElixirNode[], tail: boolean) => readonly Statement[];
  /** A function of clauses, all of the same number of parameters. */
  readonly clauses: (clauses: readonly Clause[], place: Range, tail: boolean) => FunctionNode;
  /** The whole name of a module. */
  readonly moduleName: (written: string) => string;
  /** Whether the module has a function of that name without parameters: a bare word may be its call. */
  readonly hasFunction: (name: string) => boolean;
}

/** A range of the text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** One clause of a function, of `fn` or of `case`. */
export interface Clause {
  readonly patterns: readonly ElixirNode[];
  readonly guard?: ElixirNode;
  readonly body: readonly ElixirNode[];
}

export function rangeOf(node: ElixirNode): Range {
  return { start: node.from, end: node.to };
}

/**
 * Functions are told apart by how many arguments they take, as in Elixir itself: `name/2`. All calls are lowered under such names.
 */
export function arityName(name: string, arity: number): string {
  return `${name}/${arity}`;
}

/** A call of a function of some module. */
export function callOf(
  place: Range,
  module: string | undefined,
  name: string,
  given: readonly Expression[],
): Expression {
  return {
    ...place,
    kind: 'call',
    ...(module !== undefined && { object: { ...place, kind: 'name' as const, name: module } }),
    name: arityName(name, given.length),
    typeArguments: [],
    arguments: given.map((value) => ({ value })),
  };
}
