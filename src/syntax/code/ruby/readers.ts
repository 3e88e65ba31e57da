import type { NodeReaders } from '../tree-lowering.js';
import { assignmentReaders } from './assignments.js';
import { callReaders } from './calls.js';
import { definitionReaders } from './definitions.js';
import { expressionReaders } from './expressions.js';
import { statementReaders } from './statements.js';
import { textReaders } from './texts.js';

/** How Ruby is read. */
export const rubyReaders: NodeReaders = {
  ...definitionReaders,
  ...assignmentReaders,
  ...callReaders,
  ...expressionReaders,
  ...textReaders,
  ...statementReaders,
};
