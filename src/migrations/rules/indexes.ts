import type { Rule } from '../../model/rule.js';
import { postgresqlExample } from './example.js';
import type { MigrationFacts } from './facts.js';
import type { OperationContext, OperationFlag } from './operation-rule.js';
import { openTransaction } from './open-transaction.js';
import { isUnused, onMysqlFamily, onPostgresql, operationRule, transactionAdvice } from './operation-rule.js';

const explicitLocking = 'https://www.postgresql.org/docs/current/explicit-locking.html';
const createIndexPage = 'https://www.postgresql.org/docs/current/sql-createindex.html';

export const createIndexBlocking: Rule<MigrationFacts> = operationRule({
  id: 'create-index-blocking',
  severity: 'error',
  summary: 'An index is built on an existing table without CONCURRENTLY.',
  why: 'CREATE INDEX takes a SHARE lock: every insert, update and delete on the table waits until the whole index is built, which takes minutes on a large table.',
  whenNotToUse:
    'When the table is known to be small, or the application is stopped while migrations run. squawk, strong_migrations and eugene flag it as well; squawk also flags an index on a table that the same file makes, unless the file opens a transaction (squawk issue 349): the table is empty, so this rule is silent.',
  sources: [createIndexPage, explicitLocking],
  bad: [
    postgresqlExample(
      'CREATE TABLE orders (id bigint PRIMARY KEY, email text);',
      'CREATE INDEX orders_email ON orders (email);',
    ),
  ],
  good: [
    postgresqlExample(
      'CREATE TABLE orders (id bigint PRIMARY KEY, email text);',
      'CREATE INDEX CONCURRENTLY orders_email ON orders (email);',
    ),
    postgresqlExample(
      'CREATE TABLE orders (id bigint PRIMARY KEY, email text);\nCREATE INDEX orders_email ON orders (email);',
    ),
  ],
  kinds: ['createIndex'],
  flag: (operation, context) => {
    if (onMysqlFamily(context)) return withoutWrites(operation, context);
    // `ON ONLY parent` builds nothing: the partitions' own indexes are attached later.
    if (
      !onPostgresql(context) ||
      operation.concurrently ||
      operation.onlyParent === true ||
      context.createdHere(operation.table) ||
      isUnused(operation.table, context)
    )
      return undefined;
    return {
      message: `Writes to "${operation.table}" wait until the index${operation.index === undefined ? '' : ` "${operation.index}"`} is built.`,
      advice: `Build it with CREATE INDEX CONCURRENTLY.${transactionAdvice(context)}`,
    };
  },
});

/** MySQL and MariaDB build all indexes while rows are written, but the first FULLTEXT one of a table and SPATIAL ones. */
function withoutWrites(
  { table, method }: { readonly table: string; readonly method?: string },
  context: OperationContext,
): OperationFlag | undefined {
  if (!/^(fulltext|spatial)$/i.test(method ?? '') || context.createdHere(table)) return undefined;
  return {
    message: `Writes to "${table}" wait until the ${method?.toUpperCase() ?? ''} index is built.`,
    advice: 'Build it with gh-ost or pt-online-schema-change, or when nobody writes to the table.',
  };
}

export const dropIndexBlocking: Rule<MigrationFacts> = operationRule({
  id: 'drop-index-blocking',
  severity: 'warning',
  summary: 'An index is dropped without CONCURRENTLY.',
  why: 'DROP INDEX takes an ACCESS EXCLUSIVE lock on the table. It is short, but it waits behind every running query, and everything else waits behind it.',
  whenNotToUse:
    'When a lock_timeout is set and the migration is retried. squawk flags it; strong_migrations has the check switched off, because the lock is short; here it is a warning, because what waits behind the lock is not.',
  sources: ['https://www.postgresql.org/docs/current/sql-dropindex.html', explicitLocking],
  bad: [
    postgresqlExample(
      'CREATE TABLE orders (id bigint PRIMARY KEY, email text);\nCREATE INDEX orders_email ON orders (email);',
      'DROP INDEX orders_email;',
    ),
  ],
  good: [
    postgresqlExample(
      'CREATE TABLE orders (id bigint PRIMARY KEY, email text);\nCREATE INDEX orders_email ON orders (email);',
      'DROP INDEX CONCURRENTLY orders_email;',
    ),
  ],
  kinds: ['dropIndex'],
  flag: (operation, context) => {
    if (!onPostgresql(context) || operation.concurrently) return undefined;
    if (
      operation.table !== undefined &&
      (context.createdHere(operation.table) || context.droppedLater(operation.table))
    )
      return undefined;
    if (operation.index !== undefined && context.indexCreatedHere(operation.index)) return undefined;
    return {
      message: `Dropping the index${operation.index === undefined ? '' : ` "${operation.index}"`} locks its table against reads and writes, and waits behind every running query first.`,
      advice: `Drop it with DROP INDEX CONCURRENTLY.${transactionAdvice(context)}`,
    };
  },
});

export const concurrentlyInTransaction: Rule<MigrationFacts> = operationRule({
  id: 'concurrently-in-transaction',
  severity: 'error',
  summary: 'CONCURRENTLY is used where the runner opens a transaction.',
  why: 'PostgreSQL refuses CREATE INDEX CONCURRENTLY inside a transaction block, so the migration fails when it is run.',
  whenNotToUse:
    "When the runner is started with its transactions switched off from outside, which no file shows. squawk cannot know the runner and goes by its setting assume_in_transaction, which contradicts its own advice to use CONCURRENTLY (squawk issue 331); here each framework's runner and its switch decide.",
  sources: [createIndexPage],
  bad: [postgresqlExample('-- in transaction\nCREATE INDEX CONCURRENTLY orders_email ON orders (email);')],
  good: [postgresqlExample('CREATE INDEX CONCURRENTLY orders_email ON orders (email);')],
  kinds: ['createIndex', 'dropIndex', 'reindex', 'detachPartition'],
  flag: (operation, context) => {
    if (!onPostgresql(context) || !operation.concurrently) return undefined;
    if (!openTransaction(operation, context).isOpen) return undefined;
    return {
      message:
        'CONCURRENTLY cannot run inside a transaction: PostgreSQL refuses the statement and the migration fails.',
      advice: `Let it run outside a transaction.${transactionAdvice(context)}`,
    };
  },
});
