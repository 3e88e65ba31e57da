import { brokenAt, children, parseElixir } from '../../elixir/parse.js';
import type { CodeBuilder } from '../code-builder.js';
import { expressionReaders } from './expressions.js';
import { literalReaders } from './literals.js';
import { ElixirCode } from './lowering.js';
import { statementReaders } from './statements.js';

/**
 * Walks a file of Elixir.
 * @throws ParseTimeout when the parser needs longer than ten seconds.
 */
export async function lowerElixirCode(code: CodeBuilder): Promise<void> {
  const tree = await parseElixir(code.source);
  const broken = brokenAt(tree);
  if (broken !== undefined) code.broken(broken);
  const lowering = new ElixirCode(code, { ...literalReaders, ...expressionReaders, ...statementReaders });
  lowering.body(children(tree.topNode));
}
