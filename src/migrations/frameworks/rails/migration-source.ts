import type { SourceText } from '../../../model/source-text.js';
import { argumentsOf } from '../../../syntax/ruby/arguments.js';
import { evaluate } from '../../../syntax/ruby/evaluate.js';
import type { RubyProgram } from '../../../syntax/ruby/program.js';
import { RubyFrame } from '../../../syntax/ruby/value.js';
import type { RubyScope, RubyValue } from '../../../syntax/ruby/value.js';
import { spanOf } from '../../../syntax/tree-sitter.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import type { RailsContext } from './column-types.js';
import type { RailsStep } from './step.js';
import { bindParameters } from './table-definitions.js';

/** What a migration does on its two ways. */
export interface MigrationWays {
  readonly up: readonly RailsStep[];
  readonly down: readonly RailsStep[];
}

/** A migration class as its text gives it. */
export interface MigrationSource {
  readonly source: SourceText;
  readonly program: RubyProgram;
  readonly context: RailsContext;
  readonly methods: ReadonlyMap<string, SyntaxNode>;
  readonly constants: RubyScope;
  /** Other migrations by the names of their classes, when this one reverts them. */
  readonly others: ReadonlyMap<string, MigrationWays>;
  /** The table of a model class, when the migration itself says it. */
  readonly tableOf: (model: string) => string | undefined;
}

/** Binds what a call gives to the parameters of a method of the migration's class. */
export function frameOfMethod(
  method: SyntaxNode,
  call: SyntaxNode,
  migration: MigrationSource,
  scope: RubyScope,
): RubyFrame {
  const { positional, options } = argumentsOf(call, migration.program, scope);
  const frame = new RubyFrame(migration.constants);
  const parameters = (method.childForFieldName('parameters')?.namedChildren ?? []).flatMap(
    (one) => one ?? [],
  );
  // Pairs go to the keywords of a method that has some, else they are a hash in the place of the next parameter.
  const takesKeywords = parameters.some(({ type }) => /^(keyword|hash_splat)_parameter$/.test(type));
  const trailing: RubyValue | undefined =
    options.size > 0 && !takesKeywords ? { kind: 'hash', entries: options } : undefined;
  let next = 0;
  for (const parameter of parameters) {
    const name = parameter.childForFieldName('name')?.text ?? parameter.text;
    const fallback = parameter.childForFieldName('value');
    let given: RubyValue | undefined;
    if (parameter.type === 'keyword_parameter') given = options.get(name);
    else if (parameter.type === 'splat_parameter') {
      given = { kind: 'array', items: positional.slice(next) };
      next = positional.length;
    } else if (parameter.type === 'hash_splat_parameter') given = { kind: 'hash', entries: options };
    else if (parameter.type !== 'block_parameter') {
      given = positional[next] ?? (next === positional.length ? trailing : undefined);
      next += 1;
    }
    const value = given ?? (fallback ? evaluate(fallback, migration.program, frame) : undefined);
    bindParameters(frame, [name], value ? [value] : []);
  }
  return frame;
}

/** The span of a node in the migration's file. */
export function spanIn(migration: MigrationSource, node: SyntaxNode): ReturnType<typeof spanOf> {
  return spanOf(migration.source, node);
}
