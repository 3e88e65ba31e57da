import type { NodeReaders } from '../tree-lowering.js';
import { classReaders } from './classes.js';
import { expressionReaders } from './expressions.js';
import { moduleReaders } from './modules.js';
import { statementReaders } from './statements.js';

/** How JavaScript, TypeScript and JSX are read. */
export const javascriptReaders: NodeReaders = {
  ...moduleReaders,
  ...classReaders,
  ...expressionReaders,
  ...statementReaders,
};
