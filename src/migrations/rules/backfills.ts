import type { SchemaOperation } from '../../model/migration.js';
import type { Rule } from '../../model/rule.js';
import { tableKey } from '../schema/schema-state.js';
import { postgresqlExample } from './example.js';
import type { MigrationFacts } from './facts.js';
import { openTransaction } from './open-transaction.js';
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

/** Whether rows that are there are changed, more than a few. */
function touchesRows({ change, scope }: Extract<SchemaOperation, { readonly kind: 'changeData' }>): boolean {
  return change !== 'insert' && scope !== 'by-key' && scope !== 'batched';
}

function isSameTable(one: string | undefined, other: string): boolean {
  return one !== undefined && tableKey(one) === tableKey(other);
}

export const ddlAndBackfillSameTransaction: Rule<MigrationFacts> = operationRule({
  id: 'ddl-and-backfill-same-transaction',
  severity: 'error',
  summary: 'Rows are changed in the transaction that holds the lock of a schema change.',
  why: 'The lock that ALTER TABLE took is kept until the transaction ends: all the time that the rows are rewritten, nothing else reads or writes the table.',
  whenNotToUse:
    'When the table is known to be small. squawk, Atlas and eugene judge statement by statement and do not see the two together; eugene sees a slow statement behind a lock (E4) when it runs the file.',
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
    if (!touchesRows(operation)) return undefined;
    if (context.migration.dialect !== 'postgresql' || context.createdHere(operation.table)) return undefined;
    const { isOpen, held } = openTransaction(operation, context);
    if (!isOpen) return undefined;
    const own = held.filter((earlier) => 'table' in earlier && isSameTable(earlier.table, operation.table));
    const lock = own.find(({ kind }) => holdsTable.has(kind));
    if (lock === undefined) return undefined;
    // What holds for the first such statement holds for all that follow: it is said once.
    if (own.slice(own.indexOf(lock)).some((earlier) => earlier.kind === 'changeData' && touchesRows(earlier)))
      return undefined;
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
  whenNotToUse:
    'When the table is known to be small. squawk, Atlas and eugene do not judge changes of rows; strong_migrations describes it and cannot detect it.',
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
