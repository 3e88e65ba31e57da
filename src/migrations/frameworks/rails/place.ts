import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import type { RubyFrame } from '../../../syntax/ruby/value.js';
import type { RowSet } from './model-calls.js';

/** Where the walk through a migration stands. */
export interface Place {
  readonly frame: RubyFrame;
  /** Variables that stand for rows of a table. */
  readonly rows: Map<string, RowSet>;
  /** Whether it runs is not known. */
  readonly unsure: boolean;
  readonly looped: boolean;
  /** How deep methods call each other. */
  readonly calls: number;
  /** How deep statements nest. */
  readonly nesting: number;
  /** What `yield` runs. */
  readonly block?: { readonly node: SyntaxNode; readonly place: Place };
}

/** The names of a block's parameters; `it` and `_1` when it has none. */
export function parameterNames(block: SyntaxNode): readonly string[] {
  const names = block.childForFieldName('parameters')?.namedChildren;
  if (!names) return ['it'];
  return names.flatMap((name) => {
    if (name?.type === 'destructured_parameter')
      return name.namedChildren.flatMap((inner) => inner?.text ?? []);
    return name ? [name.childForFieldName('name')?.text ?? name.text] : [];
  });
}

/** The first line of a call, for messages. */
export function excerptOf(node: SyntaxNode): string {
  const [line = ''] = node.text.slice(0, 400).split('\n', 1);
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

/** `connection`, `ActiveRecord::Base.connection`, `self`, `Model.connection`. */
export function isConnection(receiver: SyntaxNode): boolean {
  if (receiver.type === 'self' || receiver.text === 'connection') return true;
  return (
    receiver.type === 'call' &&
    /^(connection|lease_connection|raw_connection|connection_pool)$/.test(
      receiver.childForFieldName('method')?.text ?? '',
    )
  );
}
