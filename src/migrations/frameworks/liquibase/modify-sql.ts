import type { SchemaOperation } from '../../../model/migration.js';
import type { ChangelogNode } from './changelog-node.js';

/**
 * `modifySql` changes the text that Liquibase makes of the changes. What is looked for in it are the two words by which a change no
 * longer stops others: CONCURRENTLY and NOT VALID; other changes of the text leave the operations as they are, less surely known.
 */
export function modified(
  operations: readonly SchemaOperation[],
  node: ChangelogNode,
): readonly SchemaOperation[] {
  const words = node.children
    .filter((child) => child.name === 'modifySql')
    .map(allText)
    .join(' ');
  if (words === '') return operations;
  const concurrently = /\bconcurrently\b/i.test(words);
  const notValid = /\bnot\s+valid\b/i.test(words);
  return operations.map((operation): SchemaOperation => {
    if (concurrently && (operation.kind === 'createIndex' || operation.kind === 'dropIndex'))
      return { ...operation, concurrently: true };
    if (notValid && (operation.kind === 'addForeignKey' || operation.kind === 'addCheck'))
      return { ...operation, notValid: true };
    return { ...operation, confidence: 'medium' };
  });
}

function allText(node: ChangelogNode): string {
  return [node.text, ...node.attributes.values(), ...node.children.map(allText)].join(' ');
}
