import type { Rule } from '../../model/rule.js';
import { postgresqlExample } from './example.js';
import type { MigrationFacts } from './facts.js';
import type { OperationContext, OperationFlag } from './operation-rule.js';
import { isUnused, onMysqlFamily, onPostgresql, operationRule } from './operation-rule.js';
import { isOlderThan } from './server-version.js';

const alterTablePage = 'https://www.postgresql.org/docs/current/sql-altertable.html';
const tables =
  'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (id bigint PRIMARY KEY, total integer, customer_id bigint, number text);';

export const addCheckNotValid: Rule<MigrationFacts> = operationRule({
  id: 'add-check-not-valid',
  severity: 'error',
  summary: 'A CHECK is added to an existing table without NOT VALID.',
  why: 'Every row is checked under ACCESS EXCLUSIVE: nothing reads or writes until the whole table was read.',
  whenNotToUse:
    'When the table is known to be small. squawk, strong_migrations and eugene (E1) flag the constraint; none of them flags an inline CHECK of a new column, which PostgreSQL scans the table for just so (measured).',
  sources: [alterTablePage],
  bad: [
    postgresqlExample(tables, 'ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0);'),
    postgresqlExample(tables, 'ALTER TABLE orders ADD COLUMN discount integer CHECK (discount >= 0);'),
  ],
  good: [
    postgresqlExample(
      tables,
      'ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;',
      'ALTER TABLE orders VALIDATE CONSTRAINT total_positive;',
    ),
  ],
  kinds: ['addCheck', 'addColumn'],
  flag: (operation, context) => {
    if (context.createdHere(operation.table) || isUnused(operation.table, context)) return undefined;
    if (onMysqlFamily(context) && operation.kind === 'addCheck')
      return ignoresChecks(context) ? undefined : copied(operation.table, 'checked', 'the CHECK');
    if (!onPostgresql(context)) return undefined;
    if (
      operation.kind === 'addCheck' ? operation.notValid === true : operation.definition.check === undefined
    )
      return undefined;
    return {
      message: `Every row of "${operation.table}" is checked while nothing can read or write the table.`,
      advice:
        'Add it with NOT VALID, and VALIDATE CONSTRAINT in the next migration: that reads the table without stopping it.',
    };
  },
});

/**
 * Old servers read CHECK and forget it: MySQL before 8.0.16 (https://dev.mysql.com/doc/refman/8.0/en/create-table-check-constraints.html),
 * MariaDB before 10.2.1 (https://mariadb.com/docs/server/reference/sql-statements/data-definition/constraint).
 */
function ignoresChecks({ migration, serverVersion }: OperationContext): boolean {
  return migration.dialect === 'mariadb'
    ? isOlderThan(serverVersion, 10, 2, 1)
    : isOlderThan(serverVersion, 8, 0, 16);
}

/** MySQL and MariaDB copy the table for a constraint (measured on MariaDB 10.11: ALGORITHM=COPY, LOCK=SHARED). */
function copied(table: string, done: string, what: string): OperationFlag {
  return {
    message: `The table "${table}" is copied and every row ${done} for ${what}: writes wait until it is done.`,
    advice: 'Let gh-ost or pt-online-schema-change do it, or run it when nobody writes to the table.',
  };
}

/** Without foreign_key_checks the key is added in place, unproved. */
function checksForeignKeys({ before }: OperationContext): boolean {
  const last = before.findLast(
    (earlier) => earlier.kind === 'setSetting' && /foreign_key_checks$/i.test(earlier.setting),
  );
  return last?.kind !== 'setSetting' || !/^(0|off)$/i.test(last.value);
}

export const addForeignKeyNotValid: Rule<MigrationFacts> = operationRule({
  id: 'add-fk-not-valid',
  severity: 'error',
  summary: 'A foreign key is added to an existing table without NOT VALID.',
  why: 'Both tables are locked against writes (SHARE ROW EXCLUSIVE) while every row is looked up.',
  whenNotToUse:
    'When both tables are known to be small. squawk, strong_migrations and eugene (E1) flag it as well. An inline reference of a new column without a default is not flagged here: PostgreSQL looks up no row for it (measured), though it locks both tables for a moment.',
  sources: [alterTablePage],
  bad: [
    postgresqlExample(
      tables,
      'ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id);',
    ),
  ],
  good: [
    postgresqlExample(
      tables,
      'ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;',
      'ALTER TABLE orders VALIDATE CONSTRAINT orders_customer;',
    ),
    postgresqlExample(
      `${tables}\nALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers (id);`,
    ),
  ],
  kinds: ['addForeignKey'],
  flag: (operation, context) => {
    if (context.createdHere(operation.table) || isUnused(operation.table, context)) return undefined;
    if (onMysqlFamily(context))
      return checksForeignKeys(context) ? copied(operation.table, 'looked up', 'the foreign key') : undefined;
    if (!onPostgresql(context) || operation.notValid === true) return undefined;
    const tables = [...new Set([operation.table, operation.references.table])];
    return {
      message: `Writes to ${tables.map((table) => `"${table}"`).join(' and ')} wait while every row of "${operation.table}" is looked up.`,
      advice: 'Add it with NOT VALID, and VALIDATE CONSTRAINT in the next migration.',
    };
  },
});

export const addUniqueConstraintBlocking: Rule<MigrationFacts> = operationRule({
  id: 'add-unique-constraint-blocking',
  severity: 'error',
  summary: 'A UNIQUE constraint is added to an existing table without an index that is there already.',
  why: 'The index behind it is built under ACCESS EXCLUSIVE: nothing reads or writes until it is done.',
  whenNotToUse:
    'When the table is known to be small. squawk, strong_migrations and eugene (E7) flag it; Atlas (MF101) asks whether there are duplicates, not how long the lock lasts.',
  sources: [alterTablePage],
  bad: [
    postgresqlExample(tables, 'ALTER TABLE orders ADD CONSTRAINT orders_number UNIQUE (number);'),
    postgresqlExample(tables, 'ALTER TABLE orders ADD COLUMN slug text UNIQUE;'),
  ],
  good: [
    postgresqlExample(
      tables,
      'CREATE UNIQUE INDEX CONCURRENTLY orders_number ON orders (number);',
      'ALTER TABLE orders ADD CONSTRAINT orders_number UNIQUE USING INDEX orders_number;',
    ),
  ],
  kinds: ['addUnique', 'addColumn'],
  flag: (operation, context) => {
    if (!onPostgresql(context) || context.createdHere(operation.table) || isUnused(operation.table, context))
      return undefined;
    if (
      operation.kind === 'addUnique'
        ? operation.usingIndex !== undefined
        : operation.definition.unique !== true
    )
      return undefined;
    return {
      message: `An index on "${operation.table}" is built while nothing can read or write the table.`,
      advice:
        'Build it first with CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … UNIQUE USING INDEX.',
    };
  },
});
