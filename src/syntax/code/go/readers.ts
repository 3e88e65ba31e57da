import type { NodeReaders } from '../tree-lowering.js';
import { declarationReaders } from './declarations.js';
import { expressionReaders } from './expressions.js';
import { importReaders } from './imports.js';
import { literalReaders } from './literals.js';
import { statementReaders } from './statements.js';

/** How Go is read. */
export const goReaders: NodeReaders = {
  ...importReaders,
  ...declarationReaders,
  ...literalReaders,
  ...expressionReaders,
  ...statementReaders,
};
