import type { Rule } from '../../model/rule.js';
import { tableKey } from '../schema/schema-state.js';
import { postgresqlExample } from './example.js';
import type { MigrationFacts } from './facts.js';
import { openTransaction } from './open-transaction.js';
import { onPostgresql, operationRule } from './operation-rule.js';

const orders = 'CREATE TABLE orders (id bigint PRIMARY KEY, total integer);';
const add = 'ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;';
const validate = 'ALTER TABLE orders VALIDATE CONSTRAINT total_positive;';

export const validateInSameTransaction: Rule<MigrationFacts> = operationRule({
  id: 'validate-in-same-transaction',
  severity: 'error',
  summary: 'A constraint is validated in the transaction that added it.',
  why: 'VALIDATE CONSTRAINT reads the whole table under a lock that lets everybody work. In the transaction that added the constraint, the strong lock of ADD CONSTRAINT is still held all that time: NOT VALID gained nothing.',
  whenNotToUse:
    'When the table is known to be small. squawk and strong_migrations flag it as well; Atlas and eugene do not look for it.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES',
    'https://www.postgresql.org/docs/current/explicit-locking.html',
  ],
  bad: [postgresqlExample(orders, `${add}\n${validate}`)],
  good: [postgresqlExample(orders, add, validate), postgresqlExample(`${orders}\n${add}\n${validate}`)],
  kinds: ['validateConstraint'],
  flag: (operation, context) => {
    if (!onPostgresql(context) || context.createdHere(operation.table)) return undefined;
    const { isOpen, held } = openTransaction(operation, context);
    const added = held.find(
      (earlier) =>
        (earlier.kind === 'addCheck' || earlier.kind === 'addForeignKey') &&
        tableKey(earlier.table) === tableKey(operation.table) &&
        earlier.constraint === operation.constraint,
    );
    if (!isOpen || !added) return undefined;
    return {
      message: `"${operation.constraint}" is validated while the lock that added it is still held: writes to "${operation.table}" wait until the whole table was read.`,
      advice: 'Validate it in the next migration.',
      related: [{ span: added.span, text: 'the lock is taken here' }],
    };
  },
});
