import type { SchemaOperation } from '../../model/migration.js';
import type { Rule } from '../../model/rule.js';
import { postgresqlExample } from './example.js';
import type { MigrationFacts } from './facts.js';
import { operationRule } from './operation-rule.js';

const explicitLocking = 'https://www.postgresql.org/docs/current/explicit-locking.html';
const orders = 'CREATE TABLE orders (id bigint PRIMARY KEY, total integer, currency text);';

/** Operations on a table that hold a lock against reads or writes until the transaction ends. */
const holdsTable: ReadonlySet<SchemaOperation['kind']> = new Set([
  'addColumn',
  'dropColumn',
  'renameColumn',
  'changeColumnType',
  'setDefault',
  'dropDefault',
  'setNotNull',
  'dropNotNull',
  'addCheck',
  'addForeignKey',
  'addUnique',
  'addPrimaryKey',
  'createTrigger',
  'lockTable',
]);

export const ddlAndBackfillSameTransaction: Rule<MigrationFacts> = operationRule({
  id: 'ddl-and-backfill-same-transaction',
  severity: 'error',
  summary: 'Rows are changed in the transaction that holds the lock of a schema change.',
  why: 'The lock that ALTER TABLE took is kept until the transaction ends: all the time that the rows are rewritten, nothing else reads or writes the table.',
  whenNotToUse: 'When the table is known to be small.',
  sources: [explicitLocking],
  bad: [
    postgresqlExample(orders, "ALTER TABLE orders ADD COLUMN state text;\nUPDATE orders SET state = 'open';"),
  ],
  good: [
    postgresqlExample(
      orders,
      'ALTER TABLE orders ADD COLUMN state text;',
      "UPDATE orders SET state = 'open' WHERE id = 7;",
    ),
    postgresqlExample(`${orders}\nUPDATE orders SET currency = 'EUR';`),
  ],
  kinds: ['changeData'],
  flag: (operation, context) => {
    if (operation.change === 'insert' || operation.scope === 'by-key' || operation.scope === 'batched')
      return undefined;
    const transactional =
      operation.transaction === 'per-migration' || operation.transaction === 'all-migrations';
    if (context.migration.dialect !== 'postgresql' || !transactional || context.createdHere(operation.table))
      return undefined;
    const lock = context.before.find(
      (earlier) => holdsTable.has(earlier.kind) && 'table' in earlier && earlier.table === operation.table,
    );
    if (lock === undefined) return undefined;
    return {
      message: `Rows of "${operation.table}" are changed while the transaction still holds the lock of the schema change before: nothing else reads or writes the table until it ends.`,
      advice: 'Change the schema in one migration, and the rows in another, in batches.',
      related: [{ span: lock.span, text: 'the lock is taken here' }],
    };
  },
});

export const unbatchedBackfill: Rule<MigrationFacts> = operationRule({
  id: 'unbatched-backfill',
  severity: 'warning',
  summary: 'All rows of an existing table are changed in one statement.',
  why: 'Every changed row stays locked until the statement ends, replicas fall behind, and a failure in the middle starts from the beginning.',
  whenNotToUse: 'When the table is known to be small.',
  sources: [explicitLocking],
  bad: [postgresqlExample(orders, "UPDATE orders SET currency = 'EUR';")],
  good: [
    postgresqlExample(
      orders,
      "UPDATE orders SET currency = 'EUR' WHERE id IN (SELECT id FROM orders WHERE currency IS NULL LIMIT 1000);",
    ),
    postgresqlExample(`${orders}\nUPDATE orders SET currency = 'EUR';`),
  ],
  kinds: ['changeData'],
  flag: (operation, context) => {
    if (operation.change === 'insert' || operation.scope !== 'all' || context.createdHere(operation.table))
      return undefined;
    return {
      message: `One statement ${operation.change === 'delete' ? 'deletes' : 'changes'} every row of "${operation.table}".`,
      advice: 'Go in batches by key, outside the schema migration, with a pause that lets replicas follow.',
    };
  },
});
