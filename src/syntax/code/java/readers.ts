import type { NodeReaders } from '../tree-lowering.js';
import { declarationReaders } from './declarations.js';
import { expressionReaders } from './expressions.js';
import { functionReaders } from './functions.js';
import { markReaders } from './marks.js';
import { statementReaders } from './statements.js';

/** How Java is read. */
export const javaReaders: NodeReaders = {
  ...declarationReaders,
  ...functionReaders,
  ...markReaders,
  ...expressionReaders,
  ...statementReaders,
};
