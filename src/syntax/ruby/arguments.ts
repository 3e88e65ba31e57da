import type { SyntaxNode } from '../tree-sitter.js';
import { evaluate, hashOf } from './evaluate.js';
import type { RubyProgram } from './program.js';
import type { RubyScope, RubyValue } from './value.js';

/** The arguments of a call: positional ones, and the pairs (with or without braces at the end) as options. */
export interface RubyArguments {
  readonly positional: readonly RubyValue[];
  readonly options: ReadonlyMap<string, RubyValue>;
}

/** Evaluates a call's arguments. A hash as the last positional argument counts as options, as Ruby on Rails takes it. */
export function argumentsOf(call: SyntaxNode, program: RubyProgram, scope: RubyScope): RubyArguments {
  const list = call.childForFieldName('arguments') ?? (call.type === 'yield' ? call.namedChildren[0] : null);
  const children = (list?.namedChildren ?? []).filter(
    (child) => child !== null && child.type !== 'comment' && child.type !== 'heredoc_body',
  );
  const pairs = children.filter((child) => child?.type === 'pair' || child?.type === 'hash_splat_argument');
  const positional = children.flatMap((child): readonly RubyValue[] => {
    if (!child || isOption(child)) return [];
    if (child.type === 'splat_argument') {
      const inner = child.namedChildren[0];
      const value = inner ? evaluate(inner, program, scope) : undefined;
      return value?.kind === 'array' ? value.items : [{ kind: 'code', text: child.text, node: child }];
    }
    return [evaluate(child, program, scope)];
  });
  const options = hashOf(pairs, program, scope, 0).entries;
  const last = positional.at(-1);
  const trailing = pairs.length === 0 && last?.kind === 'hash' && positional.length > 1 ? last : undefined;
  return {
    positional: trailing ? positional.slice(0, -1) : positional,
    options: trailing ? new Map([...options, ...trailing.entries]) : options,
  };
}

function isOption({ type }: SyntaxNode): boolean {
  return ['pair', 'hash_splat_argument', 'block_argument'].includes(type);
}
