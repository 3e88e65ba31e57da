import { expect, test } from 'vitest';
import { overview } from '../overview.js';

const head = (message: string): string => `--! Previous: -\n--! Hash: sha1:abc\n${message}\n`;

test('committed migrations and the one being written', async () => {
  const found = await overview({
    '.gmrc': '{}',
    'migrations/committed/000001-first.sql': `${head('--! Message: first\n')}create table :SCHEMA_NAME.a (id int, n int default '1'::INT);\n`,
    'migrations/committed/000002.sql': `${head('')}--! no-transaction\ncreate index concurrently i on a (id);\n`,
    'migrations/current.sql': 'alter table a add column b int;\n',
    'migrations/fixtures/f.sql': 'create function f() returns int as $$ select 1 $$ language sql;\n',
    'migrations/afterReset.sql': 'create extension citext;\n',
  });
  expect(found.sets).toEqual(['graphile-migrate migrations [postgresql]']);
  expect(found.migrations).toEqual([
    'migrations/committed/000001-first.sql 000001 first unsupported',
    'migrations/committed/000002.sql 000002  unsupported',
    'migrations/current.sql  current unsupported',
  ]);
  expect(found.operations).toEqual([
    'migrations/committed/000001-first.sql:5 createTable up per-migration',
    'migrations/committed/000002.sql:5 createIndex up none',
    'migrations/current.sql:1 addColumn up per-migration',
  ]);
  expect(found.all.at(-1)?.phase).toBe('current');
});

test('an empty current.sql and folders without the header are none', async () => {
  const found = await overview({
    'a/committed/000001.sql': `${head('')}create table a (id int);\n`,
    'a/current.sql': '-- Enter migration here\n',
    'b/committed/000001.sql': 'create table a (id int);\n',
  });
  expect(found.migrations).toEqual(['a/committed/000001.sql 000001  unsupported']);
});

test('an advisory lock is held while a migration runs', async () => {
  const found = await overview({
    'migrations/committed/000001.sql': '--! Previous: -\n--! Hash: sha1:x\n\ncreate table a (id int);\n',
  });
  expect(found.all[0]?.runner.holdsLock).toBe(true);
});

test('the migration being written may be a folder of numbered files', async () => {
  const found = await overview({
    'migrations/committed/000001.sql': '--! Previous: -\n--! Hash: sha1:x\n\ncreate table a (id int);\n',
    'migrations/current/10-b.sql': 'create table c (id int);\n',
    'migrations/current/2-a.sql': 'create table b (id int);\n',
  });
  expect(found.migrations).toEqual([
    'migrations/committed/000001.sql 000001  unsupported',
    'migrations/current/2-a.sql  2-a unsupported',
    'migrations/current/10-b.sql  10-b unsupported',
  ]);
  expect(found.all.map(({ phase }) => phase)).toEqual([undefined, 'current', 'current']);
});
