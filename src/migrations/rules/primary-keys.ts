import type { Rule } from '../../model/rule.js';
import { postgresqlExample } from './example.js';
import type { MigrationFacts } from './facts.js';
import { onPostgresql, operationRule } from './operation-rule.js';

const orders = 'CREATE TABLE orders (id bigint NOT NULL, total integer);';

export const addPrimaryKeyBlocking: Rule<MigrationFacts> = operationRule({
  id: 'add-primary-key-blocking',
  severity: 'error',
  summary: 'A primary key is added to an existing table without an index that is there already.',
  why: 'The index behind it is built under ACCESS EXCLUSIVE, and columns that may be NULL are looked through besides: nothing reads or writes until it is done.',
  whenNotToUse:
    'When the table is known to be small. squawk flags it, eugene has it as a warning (W14), strong_migrations and Atlas do not look for it.',
  sources: ['https://www.postgresql.org/docs/current/sql-altertable.html'],
  bad: [postgresqlExample(orders, 'ALTER TABLE orders ADD PRIMARY KEY (id);')],
  good: [
    postgresqlExample(
      orders,
      'CREATE UNIQUE INDEX CONCURRENTLY orders_pkey ON orders (id);',
      'ALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_pkey;',
    ),
    postgresqlExample(`${orders}\nALTER TABLE orders ADD PRIMARY KEY (id);`),
  ],
  kinds: ['addPrimaryKey'],
  flag: (operation, context) => {
    if (!onPostgresql(context) || operation.usingIndex !== undefined || context.createdHere(operation.table))
      return undefined;
    return {
      message: `The index of the primary key of "${operation.table}" is built while nothing can read or write the table.`,
      advice:
        'Build it first with CREATE UNIQUE INDEX CONCURRENTLY on columns that are NOT NULL, then ADD CONSTRAINT … PRIMARY KEY USING INDEX.',
    };
  },
});
