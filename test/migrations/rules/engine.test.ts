import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rewritesOnTypeChange } from '../../../src/migrations/rules/type-change.js';

/**
 * What the rules say of PostgreSQL, asked of PostgreSQL itself (embedded): its debug messages say whether a table is rewritten, read
 * or an index built, and pg_locks says which lock the statement holds.
 */
let engine: PGlite;
beforeAll(async () => {
  engine = await PGlite.create();
  await engine.exec('SET client_min_messages = debug1;');
}, 60_000);
afterAll(async () => {
  await engine.close();
});

const schema = `
  CREATE TABLE customers (id bigint PRIMARY KEY);
  CREATE TABLE orders (id bigint PRIMARY KEY, total integer, note varchar(20), customer_id bigint, number text);
  INSERT INTO customers SELECT g FROM generate_series(1, 50) g;
  INSERT INTO orders SELECT g, g, 'n', 1, g::text FROM generate_series(1, 50) g;
`;

interface Observation {
  readonly rewrites: boolean;
  readonly reads: boolean;
  readonly buildsIndex: boolean;
  readonly locks: readonly string[];
}

/** Runs the last statement after the others and observes it; everything is rolled back. */
async function observe(setup: string, statement: string): Promise<Observation> {
  const messages: string[] = [];
  await engine.exec(`BEGIN; ${schema}; COMMIT;`);
  try {
    if (setup !== '') await engine.exec(setup);
    await engine.exec('BEGIN;');
    await engine.exec(statement, { onNotice: (notice) => messages.push(notice.message ?? '') });
    const { rows } = await engine.query<{ relname: string; mode: string }>(
      "SELECT c.relname, l.mode FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE l.pid = pg_backend_pid() AND c.relname IN ('orders', 'customers')",
    );
    return {
      rewrites: messages.some((message) => message.startsWith('rewriting table "orders"')),
      reads: messages.some((message) => /^(verifying table|validating foreign key constraint)/.test(message)),
      buildsIndex: messages.some((message) => message.startsWith('building index')),
      locks: rows.map((row) => `${row.relname}: ${row.mode}`).toSorted(),
    };
  } finally {
    await engine.exec('ROLLBACK; DROP TABLE orders, customers;');
  }
}

describe('what the rules flag', () => {
  test('create-index-blocking: the index is built under SHARE, which writes wait for', async () => {
    const seen = await observe('', 'CREATE INDEX orders_number ON orders (number);');
    expect(seen.buildsIndex).toBe(true);
    expect(seen.locks).toContain('orders: ShareLock');
  });

  test('drop-index-blocking: the table is locked against everything', async () => {
    const seen = await observe('CREATE INDEX orders_number ON orders (number);', 'DROP INDEX orders_number;');
    expect(seen.locks).toContain('orders: AccessExclusiveLock');
  });

  test('concurrently-in-transaction: PostgreSQL refuses it', async () => {
    await engine.exec(schema);
    try {
      await engine.exec('BEGIN;');
      await expect(engine.exec('CREATE INDEX CONCURRENTLY i ON orders (number);')).rejects.toThrow(
        'CREATE INDEX CONCURRENTLY cannot run inside a transaction block',
      );
    } finally {
      await engine.exec('ROLLBACK; DROP TABLE orders, customers;');
    }
  });

  test('add-column-not-null-no-default: it fails on a table with rows', async () => {
    await expect(observe('', 'ALTER TABLE orders ADD COLUMN currency text NOT NULL;')).rejects.toThrow(
      'contains null values',
    );
  });

  test.each([
    'ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();',
    'ALTER TABLE orders ADD COLUMN at timestamptz DEFAULT clock_timestamp();',
    'ALTER TABLE orders ADD COLUMN position bigserial;',
    'ALTER TABLE orders ADD COLUMN position bigint GENERATED ALWAYS AS IDENTITY;',
    'ALTER TABLE orders ADD COLUMN double_total integer GENERATED ALWAYS AS (total * 2) STORED;',
  ])('add-column-volatile-default: %s rewrites', async (statement) => {
    const seen = await observe('', statement);
    expect(seen.rewrites).toBe(true);
    expect(seen.locks).toContain('orders: AccessExclusiveLock');
  });

  test('set-not-null-scan: the table is read under ACCESS EXCLUSIVE', async () => {
    const seen = await observe('', 'ALTER TABLE orders ALTER COLUMN total SET NOT NULL;');
    expect(seen.reads).toBe(true);
    expect(seen.locks).toContain('orders: AccessExclusiveLock');
  });

  test('add-check-not-valid: the table is read under ACCESS EXCLUSIVE', async () => {
    const seen = await observe('', 'ALTER TABLE orders ADD CONSTRAINT c CHECK (total >= 0);');
    expect(seen.reads).toBe(true);
    expect(seen.locks).toContain('orders: AccessExclusiveLock');
  });

  test('add-check-not-valid: so it is for a CHECK in ADD COLUMN', async () => {
    const seen = await observe('', 'ALTER TABLE orders ADD COLUMN c integer DEFAULT 1 CHECK (c > 0);');
    expect(seen.reads).toBe(true);
  });

  test('add-fk-not-valid: both tables are locked against writes while rows are looked up', async () => {
    const seen = await observe(
      '',
      'ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers (id);',
    );
    expect(seen.reads).toBe(true);
    expect(seen.locks).toContain('orders: ShareRowExclusiveLock');
    expect(seen.locks).toContain('customers: ShareRowExclusiveLock');
  });

  test.each([
    'ALTER TABLE orders ADD CONSTRAINT u UNIQUE (number);',
    'ALTER TABLE orders ADD COLUMN u text UNIQUE;',
  ])('add-unique-constraint-blocking: %s builds the index under ACCESS EXCLUSIVE', async (statement) => {
    const seen = await observe('', statement);
    expect(seen.buildsIndex).toBe(true);
    expect(seen.locks).toContain('orders: AccessExclusiveLock');
  });
});

describe('what the rules let pass', () => {
  test.each([
    "ALTER TABLE orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR';",
    'ALTER TABLE orders ADD COLUMN at timestamptz DEFAULT now();',
    'ALTER TABLE orders ADD COLUMN currency text;',
    'ALTER TABLE orders ADD CONSTRAINT c CHECK (total >= 0) NOT VALID;',
    'ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;',
  ])('%s neither rewrites nor reads', async (statement) => {
    const seen = await observe('', statement);
    expect({ rewrites: seen.rewrites, reads: seen.reads, buildsIndex: seen.buildsIndex }).toEqual({
      rewrites: false,
      reads: false,
      buildsIndex: false,
    });
  });

  test('SET NOT NULL behind a validated CHECK reads nothing', async () => {
    const seen = await observe(
      'ALTER TABLE orders ADD CONSTRAINT total_set CHECK (total IS NOT NULL) NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT total_set;',
      'ALTER TABLE orders ALTER COLUMN total SET NOT NULL;',
    );
    expect(seen.reads).toBe(false);
  });

  test('a unique index that is there already is only taken over', async () => {
    const seen = await observe(
      'CREATE UNIQUE INDEX orders_number ON orders (number);',
      'ALTER TABLE orders ADD CONSTRAINT u UNIQUE USING INDEX orders_number;',
    );
    expect(seen.buildsIndex).toBe(false);
  });
});

describe('change-column-type: the matrix is what PostgreSQL does', () => {
  test.each([
    ['varchar(20)', 'varchar(10)'],
    ['varchar(10)', 'varchar(20)'],
    ['varchar(10)', 'varchar'],
    ['varchar(10)', 'text'],
    ['text', 'varchar'],
    ['text', 'varchar(5)'],
    ['numeric(10,2)', 'numeric(12,2)'],
    ['numeric(12,2)', 'numeric(10,2)'],
    ['numeric(10,2)', 'numeric(10,3)'],
    ['numeric(10,2)', 'numeric'],
    ['integer', 'bigint'],
    ['real', 'double precision'],
    ['json', 'jsonb'],
    ['cidr', 'inet'],
    ['timestamp(3)', 'timestamp(6)'],
    ['timestamp(3)', 'timestamp'],
    ['timestamp(3)', 'timestamp(0)'],
    ['integer', 'text'],
  ])('%s → %s', async (from, to) => {
    const messages: string[] = [];
    await engine.exec(`CREATE TABLE t (c ${from});`);
    try {
      const using = to === 'inet' || from === 'json' ? ` USING c::${to}` : '';
      await engine.exec(`ALTER TABLE t ALTER COLUMN c TYPE ${to}${using};`, {
        onNotice: (notice) => messages.push(notice.message ?? ''),
      });
    } finally {
      await engine.exec('DROP TABLE t;');
    }
    const rewrote = messages.some((message) => message.startsWith('rewriting table'));
    expect(rewritesOnTypeChange(from, to)).toBe(rewrote ? 'yes' : 'no');
  });
});
