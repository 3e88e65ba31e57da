import type { NodeReaders } from '../tree-lowering.js';
import { expressionReaders } from './expressions.js';
import { itemReaders } from './items.js';
import { statementReaders } from './statements.js';
import { useReaders } from './uses.js';

/** How Rust is read. Paths keep their `::` in targets: `reqwest::Client::new().get`. */
export const rustReaders: NodeReaders = {
  ...useReaders,
  ...itemReaders,
  ...expressionReaders,
  ...statementReaders,
};
