import type { NodeReaders } from '../tree-lowering.js';
import { assignmentReaders } from './assignments.js';
import { callReaders } from './calls.js';
import { declarationReaders } from './declarations.js';
import { expressionReaders } from './expressions.js';
import { functionReaders } from './functions.js';
import { importReaders } from './imports.js';
import { nameReaders } from './names.js';
import { statementReaders } from './statements.js';
import { textReaders } from './texts.js';

/** How PHP is read. */
export const phpReaders: NodeReaders = {
  ...importReaders,
  ...declarationReaders,
  ...functionReaders,
  ...nameReaders,
  ...callReaders,
  ...assignmentReaders,
  ...expressionReaders,
  ...textReaders,
  ...statementReaders,
};
