import type { NodeReaders } from '../tree-lowering.js';
import { definitionReaders } from './definitions.js';
import { expressionReaders } from './expressions.js';
import { importReaders } from './imports.js';
import { statementReaders } from './statements.js';

/** How Python is read. */
export const pythonReaders: NodeReaders = {
  ...importReaders,
  ...definitionReaders,
  ...expressionReaders,
  ...statementReaders,
};
