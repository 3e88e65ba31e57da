import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { argumentsOf } from '../../../syntax/ruby/arguments.js';
import { evaluate } from '../../../syntax/ruby/evaluate.js';
import type { RubyProgram } from '../../../syntax/ruby/program.js';
import type { RubyScope, RubyValue } from '../../../syntax/ruby/value.js';
import { nameOf, namesOf } from '../../../syntax/ruby/value.js';

/** A pair whose key is a text or a constant: `'/health' => 'health#show'`, `Engine => '/x'`. */
export interface RoutePair {
  readonly key: SyntaxNode;
  readonly value: SyntaxNode;
}

/** The arguments of a call of the routes' language: values, and the nodes of those that are code. */
export class RouteArguments {
  readonly positional: readonly RubyValue[];
  readonly options: ReadonlyMap<string, RubyValue>;
  readonly positionalNodes: readonly SyntaxNode[];
  readonly pairs: readonly RoutePair[];
  readonly #optionNodes = new Map<string, SyntaxNode>();

  constructor(call: SyntaxNode, program: RubyProgram, scope: RubyScope) {
    const { positional, options } = argumentsOf(call, program, scope);
    this.positional = positional;
    this.options = options;
    const nodes = (call.childForFieldName('arguments')?.namedChildren ?? []).flatMap((child) => child ?? []);
    this.positionalNodes = nodes.filter(
      ({ type }) => !['pair', 'hash_splat_argument', 'block_argument', 'comment'].includes(type),
    );
    const pairs: RoutePair[] = [];
    for (const node of nodes.flatMap((child) => (child.type === 'hash' ? child.namedChildren : [child]))) {
      if (node?.type !== 'pair') continue;
      const key = node.childForFieldName('key');
      const value = node.childForFieldName('value');
      if (!key || !value) continue;
      const name = /symbol/.test(key.type) ? nameOf(evaluate(key, program, scope)) : undefined;
      if (name === undefined) pairs.push({ key, value });
      else this.#optionNodes.set(name, value);
    }
    this.pairs = pairs;
  }

  /** The text of an option. */
  name(option: string): string | undefined {
    return nameOf(this.options.get(option));
  }

  /** The texts of an option that is one or a list. */
  names(option: string): readonly string[] | undefined {
    return namesOf(this.options.get(option));
  }

  /** Whether an option is `true`; false when it is anything else. */
  isOn(option: string): boolean {
    const value = this.options.get(option);
    return value?.kind === 'boolean' && value.value;
  }

  node(option: string): SyntaxNode | undefined {
    return this.#optionNodes.get(option);
  }
}
