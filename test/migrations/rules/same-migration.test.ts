import { expect, test } from 'vitest';
import { readMigrations } from '../../../src/migrations/read.js';
import { migrationRules } from '../../../src/migrations/rules/registry.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

const orders = 'CREATE TABLE orders (id bigint PRIMARY KEY, total integer);';

/** The rules that flag the second of two migrations on PostgreSQL, each with its severity. */
async function flagged(before: string, text: string): Promise<readonly string[]> {
  const file = (up: string): string => `-- migrate:up\n${up}\n-- migrate:down\nDROP TABLE nothing;\n`;
  const files = {
    'db/migrations/20240101000001_before.sql': file(before),
    'db/migrations/20240101000002_step.sql': file(text),
  };
  const { migrations, sets } = await readMigrations(inMemoryRepository(files), { dialect: 'postgresql' });
  const facts = { migrations: migrations.map((migration) => ({ ...migration, service: '' })), sets };
  return migrationRules
    .flatMap((rule) => rule.check(facts))
    .filter(({ span }) => span.file.endsWith('step.sql'))
    .map(({ rule, severity }) => `${severity} ${rule}`);
}

test.each([
  [
    'a table that is filled from others again',
    'DROP TABLE orders; CREATE TABLE orders AS SELECT 1 AS id;',
    [],
  ],
  [
    'a table whose rows are put in again',
    'DROP TABLE orders; CREATE TABLE orders (id bigint); INSERT INTO orders SELECT id FROM others;',
    [],
  ],
  [
    'an emptied table that is made anew',
    'TRUNCATE orders; DROP TABLE orders; CREATE TABLE orders (id bigint);',
    [],
  ],
  [
    'a table that is made anew and left empty',
    'DROP TABLE orders; CREATE TABLE orders (id bigint);',
    ['warning drop-table'],
  ],
  [
    'an index of a table that is dropped afterwards',
    'DROP INDEX i; ALTER TABLE orders DROP COLUMN total; DROP TABLE orders;',
    ['warning drop-index-blocking', 'error drop-table'],
  ],
  ['a column of an emptied table', 'TRUNCATE orders; ALTER TABLE orders ADD COLUMN state text NOT NULL;', []],
  [
    'a column of a table that was emptied and filled again',
    'TRUNCATE orders; INSERT INTO orders VALUES (1); ALTER TABLE orders ADD COLUMN state text NOT NULL;',
    ['error add-column-not-null-no-default'],
  ],
  [
    'constraints and indexes of an emptied table',
    'TRUNCATE orders; CREATE INDEX orders_total ON orders (total); ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0), ALTER COLUMN total SET NOT NULL, ALTER COLUMN total TYPE bigint;',
    [],
  ],
  [
    'a table of which only run time knows the name',
    "DO $$ DECLARE name text; BEGIN FOR name IN SELECT tablename FROM pg_tables LOOP EXECUTE format('DROP TABLE %I', name); EXECUTE format('ALTER TABLE %I RENAME TO %I', name, name || '_old'); END LOOP; END $$;",
    [],
  ],
])('%s', async (_, text, expected) => {
  expect(await flagged(`${orders}\nCREATE INDEX i ON orders (total);`, text)).toEqual(expected);
});
