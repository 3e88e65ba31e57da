import type { NodeReaders } from '../tree-lowering.js';
import { creationReaders } from './creation.js';
import { declarationReaders } from './declarations.js';
import { expressionReaders } from './expressions.js';
import { functionReaders } from './functions.js';
import { literalReaders } from './literals.js';
import { statementReaders } from './statements.js';

/** How C# is read. */
export const csharpReaders: NodeReaders = {
  ...declarationReaders,
  ...functionReaders,
  ...creationReaders,
  ...literalReaders,
  ...expressionReaders,
  ...statementReaders,
};
