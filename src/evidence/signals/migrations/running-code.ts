import { signalOfRules } from '../../signal.js';
import type { EvidenceSignal } from '../../signal.js';
import { orders, postgresqlMigrations } from './examples.js';

const question = 'migrations';

export const migrationSetsLockTimeout: EvidenceSignal = {
  id: 'migration-sets-lock-timeout',
  question,
  stance: 'supports',
  meaning: 'A migration gives up waiting for a lock instead of queueing all traffic behind it.',
  recognition: 'SET lock_timeout, or lock_wait_timeout on MySQL, in a migration.',
  guards: ['A statement timeout is another thing: it also ends work that has its lock.'],
  seen: [
    {
      title: 'PostgreSQL',
      files: postgresqlMigrations(
        orders,
        "SET lock_timeout = '5s';\nALTER TABLE orders ADD COLUMN state text;|ALTER TABLE orders DROP COLUMN state;",
      ),
    },
  ],
  unseen: [
    {
      title: 'a timeout of statements',
      files: postgresqlMigrations(
        orders,
        "SET statement_timeout = '5s';\nALTER TABLE orders ADD COLUMN state text;|ALTER TABLE orders DROP COLUMN state;",
      ),
    },
    {
      title: 'in a comment',
      files: postgresqlMigrations(
        "-- SET lock_timeout = '5s';\nCREATE TABLE orders (id bigint PRIMARY KEY);",
      ),
    },
  ],
  detect: ({ migrations }) =>
    migrations.flatMap((migration) =>
      migration.operations
        .filter(
          (operation) =>
            operation.kind === 'setSetting' && /^(lock_timeout|lock_wait_timeout)$/i.test(operation.setting),
        )
        .map((operation) => ({
          span: operation.span,
          text: `${migration.name} sets a lock timeout`,
          confidence: 'high',
          service: migration.service,
        })),
    ),
};

export const migrationBlocksTraffic = signalOfRules(
  {
    id: 'migration-blocks-traffic',
    question,
    stance: 'contradicts',
    meaning: 'A statement holds a lock that reads or writes wait for while it scans, rewrites or builds.',
    guards: ['A table that the same migration makes is empty: nothing waits for it.'],
    seen: [
      {
        title: 'an index that is built under a lock',
        files: postgresqlMigrations(
          orders,
          'CREATE INDEX orders_total ON orders (total);|DROP INDEX orders_total;',
        ),
      },
    ],
    unseen: [
      {
        title: 'an index that is built while rows are written',
        files: postgresqlMigrations(orders, 'CREATE INDEX CONCURRENTLY orders_total ON orders (total);'),
      },
      {
        title: 'an index of a new table',
        files: postgresqlMigrations(
          'CREATE TABLE orders (id bigint PRIMARY KEY, total integer);\nCREATE INDEX orders_total ON orders (total);|DROP TABLE orders;',
        ),
      },
    ],
  },
  [
    'create-index-blocking',
    'drop-index-blocking',
    'add-column-volatile-default',
    'change-column-type',
    'set-not-null-scan',
    'add-check-not-valid',
    'add-fk-not-valid',
    'add-unique-constraint-blocking',
  ],
);

export const migrationBreaksRunningCode = signalOfRules(
  {
    id: 'migration-breaks-running-code',
    question,
    stance: 'contradicts',
    meaning: 'The release before this one fails on the new schema while both run.',
    guards: ['What the same migration made is known to no release.'],
    seen: [
      {
        title: 'a column is dropped',
        files: postgresqlMigrations(
          orders,
          'ALTER TABLE orders DROP COLUMN total;|ALTER TABLE orders ADD COLUMN total integer;',
        ),
      },
    ],
    unseen: [
      {
        title: 'a column is added',
        files: postgresqlMigrations(
          orders,
          'ALTER TABLE orders ADD COLUMN state text;|ALTER TABLE orders DROP COLUMN state;',
        ),
      },
    ],
  },
  ['drop-column', 'drop-table', 'rename-column', 'rename-table', 'add-column-not-null-no-default'],
);

export const migrationMixesDdlAndBackfill = signalOfRules(
  {
    id: 'migration-mixes-ddl-and-backfill',
    question,
    stance: 'contradicts',
    meaning: 'Rows are rewritten while the locks of a schema change are held, or all at once.',
    guards: ['Rows that are chosen by key, and batches, are short.'],
    seen: [
      {
        title: 'a backfill behind a schema change',
        files: postgresqlMigrations(
          orders,
          "ALTER TABLE orders ADD COLUMN state text;\nUPDATE orders SET state = 'open';|ALTER TABLE orders DROP COLUMN state;",
        ),
      },
      {
        title: 'all rows in one statement',
        files: postgresqlMigrations(orders, 'UPDATE orders SET total = 0;'),
      },
    ],
    unseen: [
      {
        title: 'one row',
        files: postgresqlMigrations(orders, 'UPDATE orders SET total = 0 WHERE id = 7;'),
      },
    ],
  },
  ['ddl-and-backfill-same-transaction', 'unbatched-backfill'],
);
