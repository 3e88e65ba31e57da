import type { ChangeReader } from './change-types.js';
import type { ChangelogNode } from './changelog-node.js';
import { valueOf } from './changelog-node.js';

const collection = (node: ChangelogNode): string => valueOf(node, 'collectionName') ?? '';

function data(change: 'insert' | 'update' | 'delete'): ChangeReader {
  return ({ node }) => ({
    operations: [
      {
        kind: 'changeData',
        table: collection(node),
        change,
        scope: change === 'insert' ? 'by-key' : 'filtered',
      },
    ],
    back: 'none',
  });
}

/** The changes of liquibase-mongodb (https://github.com/liquibase/liquibase-mongodb); `createIndex` and `dropIndex` share their names with SQL's. */
export const mongoChanges: Readonly<Record<string, ChangeReader>> = {
  createCollection: ({ node }) => ({
    operations: [{ kind: 'createTable', table: collection(node), columns: [] }],
    back: 'inverse',
  }),
  dropCollection: ({ node }) => ({
    operations: [{ kind: 'dropTable', table: collection(node) }],
    back: 'none',
  }),
  insertOne: data('insert'),
  insertMany: data('insert'),
  runCommand: () => ({ operations: [{ kind: 'opaque', reason: 'a command of MongoDB' }], back: 'none' }),
  adminCommand: () => ({ operations: [{ kind: 'opaque', reason: 'a command of MongoDB' }], back: 'none' }),
};
