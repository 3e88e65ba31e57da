import { expect, test } from 'vitest';
import { openTransaction } from '../../../src/migrations/rules/open-transaction.js';
import type { OperationBody, SchemaOperation } from '../../../src/model/migration.js';

const span = { file: 'a.sql', line: 1, column: 1, endLine: 1, endColumn: 1 };

function made(body: OperationBody, transaction: SchemaOperation['transaction']): SchemaOperation {
  return { ...body, span, direction: 'up', statement: 0, transaction, confidence: 'high' };
}

const begin = { kind: 'beginTransaction' } as const;
const commit = { kind: 'commitTransaction' } as const;
const drop = { kind: 'dropTable', table: 't' } as const;

test.each([
  ['the runner opens it', 'per-migration', [drop], true, 1],
  ['nobody opens it', 'none', [drop], false, 1],
  ['the file opens it', 'none', [drop, begin, drop], true, 1],
  ['the file closed it', 'none', [begin, drop, commit], false, 0],
  ['the file closes the runner’s', 'per-migration', [drop, commit], false, 0],
  ['and opens another', 'per-migration', [drop, commit, begin, drop], true, 2],
  ['BEGIN inside the runner’s changes nothing', 'per-migration', [drop, begin, drop], true, 3],
] as const)('%s', (_title, transaction, before, isOpen, held) => {
  const operations = before.map((body) => made(body, transaction));
  const found = openTransaction(made(drop, transaction), { before: operations });
  expect([found.isOpen, found.held.length]).toEqual([isOpen, held]);
});
