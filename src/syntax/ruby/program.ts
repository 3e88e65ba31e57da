import type { SyntaxNode } from '../tree-sitter.js';
import type { RubyValue } from './value.js';

/** Values that are looked at in one file before everything else counts as unknown: a bound for hostile files. */
const mostEvaluations = 1_000_000;

/** What a text needs beside its tree. */
export interface RubyProgram {
  readonly root: SyntaxNode;
  /** Id of a `heredoc_beginning` node → its body node. */
  readonly heredocs: ReadonlyMap<number, SyntaxNode>;
  /** How many more values may be looked at. */
  readonly budget: { left: number };
  /** What a framework knows of a call: `quote_table_name('users')`, `User.table_name`. */
  readonly known?: KnownCall;
}

/** The value of a call that a framework knows. `receiver` is its text, if there is one, `value` what it is known to be. */
export type KnownCall = (
  receiver: string | undefined,
  method: string,
  positional: readonly RubyValue[],
  value?: RubyValue,
) => RubyValue | undefined;

/** Prepares a tree: heredoc bodies stand behind the statement that begins them, in the same order. */
export function rubyProgram(root: SyntaxNode, known?: KnownCall): RubyProgram {
  const beginnings = root.descendantsOfType('heredoc_beginning');
  const bodies = root.descendantsOfType('heredoc_body');
  const heredocs = new Map<number, SyntaxNode>();
  for (const [index, beginning] of beginnings.entries()) {
    const body = bodies[index];
    if (beginning && body) heredocs.set(beginning.id, body);
  }
  return { root, heredocs, budget: { left: mostEvaluations }, ...(known && { known }) };
}
