import { childOf, children } from '../../../syntax/elixir/parse.js';
import type { ElixirNode } from '../../../syntax/elixir/parse.js';
import type { ElixirModule } from './modules.js';
import { argumentsOf, bodyOf, calleeOf, textOf } from './texts.js';

/** Forms of which only the first argument is sure to be worked out: the test, the subject, the first generator. */
const branching = /^(?:if|unless|case|with|for)$/;
/** Forms whose block may not run, or runs somewhere else. */
const aside = /^(?:cond|receive|quote|spawn\w*|def|defp|defmacrop?)$/;
const shortCircuit = /^(?:&&|\|\||and|or)$/;
const mostSteps = 20_000;

/**
 * Offsets of the calls that run whenever a clause of a function does: straight-line code up to a test behind which it may raise, without what
 * stands behind a test, in a function that is handed on, or in a `try` that rescues. A plug has no early way out: it runs to its end.
 */
export function sureCalls(clause: ElixirNode, module: ElixirModule): ReadonlySet<number> {
  const found = new Set<number>();
  if (isRescued(clause)) return found;
  const walk = new Walk(module, found);
  for (const statement of bodyOf(clause, module) ?? []) if (!walk.visit(statement, 0)) break;
  return found;
}

class Walk {
  readonly #module: ElixirModule;
  readonly #found: Set<number>;
  #steps = 0;

  constructor(module: ElixirModule, found: Set<number>) {
    this.#module = module;
    this.#found = found;
  }

  /** @returns whether what follows is as sure. */
  visit(node: ElixirNode, depth: number): boolean {
    this.#steps += 1;
    if (depth > 200 || this.#steps > mostSteps) return false;
    if (/^(?:AnonymousFunction|CaptureOperator|AtOperator|StabClause)$/.test(node.name)) return true;
    const name = calleeOf(node, this.#module);
    if (name === 'try') {
      if (isRescued(node)) return !this.#raises(node);
      return this.#all(bodyOf(node, this.#module) ?? [], depth);
    }
    if (aside.test(name)) return !this.#raises(node);
    if (branching.test(name)) return this.#branch(node, name, depth) && !this.#raises(node);
    if (node.name === 'BinaryOperator') return this.#operator(node, depth);
    if (name !== '') {
      this.#found.add(node.from);
      // What a macro does with its block is not known.
      return this.#all(argumentsOf(node), depth);
    }
    return this.#all(children(node), depth);
  }

  #all(nodes: readonly ElixirNode[], depth: number): boolean {
    return nodes.every((node) => this.visit(node, depth + 1));
  }

  #branch(node: ElixirNode, name: string, depth: number): boolean {
    for (const argument of argumentsOf(node)) {
      if (argument.name === 'Keywords') break;
      if (!this.visit(argument, depth + 1)) return false;
      const isBinding =
        name === 'with' && argument.name === 'BinaryOperator' && operatorOf(argument, this.#module) === '=';
      if (!isBinding) break;
    }
    return true;
  }

  #operator(node: ElixirNode, depth: number): boolean {
    const operator = operatorOf(node, this.#module);
    const operands = children(node).filter(({ name }) => !/^(?:Word)?Operator$/.test(name));
    const [left, ...right] = operands;
    if (shortCircuit.test(operator)) return !left || this.visit(left, depth + 1);
    return this.#all(operator === '<-' ? right : operands, depth);
  }

  #raises(node: ElixirNode): boolean {
    return /\b(?:raise|throw|exit)\b/.test(textOf(node, this.#module));
  }
}

function operatorOf(node: ElixirNode, module: ElixirModule): string {
  const operator = childOf(node, 'Operator') ?? childOf(node, 'WordOperator');
  return operator ? textOf(operator, module) : '';
}

function isRescued(node: ElixirNode): boolean {
  const block = childOf(node, 'DoBlock');
  return children(block ?? null).some(({ name }) => /^(?:Rescue|Catch)Block$/.test(name));
}
