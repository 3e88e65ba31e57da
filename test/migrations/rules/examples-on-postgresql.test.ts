import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrationRules } from '../../../src/migrations/rules/registry.js';
import type { RuleExample } from '../../../src/model/rule.js';

/**
 * The examples of the rules on locks, run on PostgreSQL itself (embedded): in each bad one a statement rewrites, reads or indexes a table
 * with rows, or takes the strongest lock, in the way the rule says; in no good one a statement does so under a lock that stops reads or
 * writes.
 */
let engine: PGlite;
beforeAll(async () => {
  engine = await PGlite.create();
}, 60_000);
afterAll(async () => {
  await engine.close();
});

/** What a statement did to tables with rows. */
interface Deeds {
  readonly statement: string;
  readonly error?: string;
  readonly work: readonly ('rewrites' | 'reads' | 'builds an index')[];
  /** Modes of the locks on tables with rows that are stronger than what a plain write takes. */
  readonly locks: readonly string[];
}

const stopping = new Set(['ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock']);

/** The statements of the ways forth, file by file; the examples hold no `;` in their statements. */
function statementsOf(example: RuleExample): readonly (readonly string[])[] {
  return Object.keys(example.files)
    .toSorted()
    .map((path) => {
      const text = example.files[path] ?? '';
      const up = text.slice(text.indexOf('\n') + 1, text.indexOf('-- migrate:down'));
      const statements = up.replaceAll(/^--.*$/gm, '').split(';');
      return statements.map((statement) => statement.trim()).filter((statement) => statement !== '');
    });
}

/** Runs an example from an empty schema; tables get rows at the end of each file but the last. */
async function run(example: RuleExample): Promise<readonly Deeds[]> {
  await engine.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public; SET client_min_messages = debug1;');
  const all: Deeds[] = [];
  const filled = new Set<string>();
  // An index that an example takes for granted has its table taken for granted too.
  if (
    !statementsOf(example)
      .flat()
      .some((statement) => statement.startsWith('CREATE TABLE'))
  )
    await engine.exec('CREATE TABLE orders (id bigint PRIMARY KEY, email text);');
  const files = statementsOf(example);
  for (const [index, file] of files.entries()) {
    const inTransaction = Object.values(example.files).some((text) => text.includes('-- in transaction'));
    for (const statement of file) all.push(await observe(statement, inTransaction, filled));
    if (index < files.length - 1) await fill(filled);
  }
  return all;
}

async function observe(
  statement: string,
  inTransaction: boolean,
  filled: ReadonlySet<string>,
): Promise<Deeds> {
  const messages: string[] = [];
  const onNotice = (notice: { readonly message: string | undefined }): void => {
    messages.push(notice.message ?? '');
  };
  const alone = statement.includes('CONCURRENTLY') && !inTransaction;
  const locks: string[] = [];
  try {
    if (!alone) await engine.exec('BEGIN;');
    await engine.exec(statement, { onNotice });
    if (!alone) {
      const { rows } = await engine.query<{ relname: string; mode: string }>(
        "SELECT c.relname, l.mode FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE l.pid = pg_backend_pid() AND c.relkind = 'r'",
      );
      locks.push(
        ...rows
          .filter(({ relname, mode }) => filled.has(relname) && stopping.has(mode))
          .map(({ mode }) => mode),
      );
      await engine.exec('COMMIT;');
    }
  } catch (error) {
    await engine.exec('ROLLBACK;');
    return { statement, error: error instanceof Error ? error.message : String(error), work: [], locks: [] };
  }
  const onFilled = messages.filter((message) => [...filled].some((table) => message.includes(`"${table}"`)));
  const did = (pattern: RegExp): boolean => onFilled.some((message) => pattern.test(message));
  return {
    statement,
    work: [
      ...(did(/^rewriting table/) ? (['rewrites'] as const) : []),
      ...(did(/^verifying table/) || messages.some((message) => message.startsWith('validating foreign key'))
        ? (['reads'] as const)
        : []),
      ...(did(/^building index/) ? (['builds an index'] as const) : []),
    ],
    locks: locks.toSorted(),
  };
}

/** Puts a row into every table that is new. */
async function fill(filled: Set<string>): Promise<void> {
  const { rows } = await engine.query<{ relname: string }>(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname",
  );
  for (const { relname } of rows.filter((row) => !filled.has(row.relname))) {
    await engine.exec(`INSERT INTO "${relname}" (id) VALUES (1), (2);`);
    await engine.exec(relname === 'orders' ? await totals() : '');
    filled.add(relname);
  }
}

/** Rows that NOT NULL and CHECK find in order. */
async function totals(): Promise<string> {
  const { rows } = await engine.query<{ attname: string }>(
    "SELECT attname FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attname IN ('total', 'note', 'number', 'customer_id')",
  );
  const values: Readonly<Record<string, string>> = {
    total: 'id',
    note: "'n'",
    number: 'id::text',
    customer_id: 'id',
  };
  return rows.map(({ attname }) => `UPDATE orders SET ${attname} = ${values[attname] ?? 'NULL'};`).join(' ');
}

/** What the bad examples of a rule do, as the rule says. */
const claims: Readonly<Record<string, (deeds: Deeds) => boolean>> = {
  'create-index-blocking': ({ work, locks }) =>
    work.includes('builds an index') && locks.includes('ShareLock'),
  'drop-index-blocking': ({ locks }) => locks.includes('AccessExclusiveLock'),
  'concurrently-in-transaction': ({ error }) =>
    error?.includes('cannot run inside a transaction block') === true,
  'add-column-not-null-no-default': ({ error }) => error?.includes('contains null values') === true,
  'add-column-volatile-default': ({ work, locks }) =>
    work.includes('rewrites') && locks.includes('AccessExclusiveLock'),
  'change-column-type': ({ work, locks }) =>
    work.includes('rewrites') && locks.includes('AccessExclusiveLock'),
  'set-not-null-scan': ({ work, locks }) => work.includes('reads') && locks.includes('AccessExclusiveLock'),
  'add-check-not-valid': ({ work, locks }) => work.includes('reads') && locks.includes('AccessExclusiveLock'),
  'add-fk-not-valid': ({ work, locks }) =>
    work.includes('reads') && locks.filter((mode) => mode === 'ShareRowExclusiveLock').length === 2,
  'add-primary-key-blocking': ({ work, locks }) =>
    work.includes('builds an index') && locks.includes('AccessExclusiveLock'),
  'add-unique-constraint-blocking': ({ work, locks }) =>
    work.includes('builds an index') && locks.includes('AccessExclusiveLock'),
};

const examples = migrationRules.flatMap((rule) => {
  const claim = claims[rule.id];
  const named = (kind: 'bad' | 'good') =>
    rule[kind].map((example, index) => ({ id: rule.id, index, example, claim }));
  return claim ? [{ bad: named('bad'), good: named('good') }] : [];
});

describe('bad examples do what the rule says', () => {
  test.each(examples.flatMap(({ bad }) => bad))('$id $index', async ({ example, claim }) => {
    const deeds = await run(example);
    expect(deeds.filter((deed) => claim?.(deed))).toHaveLength(1);
  });
});

describe('good examples neither fail nor work under a lock that stops reads or writes', () => {
  test.each(examples.flatMap(({ good }) => good))('$id $index', async ({ example }) => {
    const deeds = await run(example);
    expect(deeds.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(deeds.filter(({ work, locks }) => work.length > 0 && locks.length > 0)).toEqual([]);
  });
});
