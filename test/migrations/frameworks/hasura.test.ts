import { expect, test } from 'vitest';
import { overview } from '../overview.js';

test('one set per database of the project, each with its kind', async () => {
  const found = await overview({
    'hasura/config.yaml': 'version: 3\nendpoint: http://localhost:8080\nmetadata_directory: metadata\n',
    'hasura/metadata/databases/databases.yaml':
      '- name: default\n  kind: postgres\n  tables: "!include default/tables/tables.yaml"\n- name: legacy\n  kind: mssql\n',
    'hasura/migrations/default/1700000000000_init/up.sql': 'create table a (id int);\n',
    'hasura/migrations/default/1700000000000_init/down.sql': 'drop table a;\n',
    'hasura/migrations/default/1700000000001_more/up.sql': 'alter table a add b int;\n',
    'hasura/migrations/legacy/1700000000002_x/up.sql': 'ALTER TABLE [a] ADD [b] INT NULL;\n',
    'hasura/seeds/default/1_rows.sql': 'insert into a values (1);\n',
  });
  expect(found.sets).toEqual([
    'hasura hasura/migrations/default [postgresql]',
    'hasura hasura/migrations/legacy [sqlserver]',
  ]);
  expect(found.migrations).toEqual([
    'hasura/migrations/default/1700000000000_init/up.sql 1700000000000 init explicit hasura/migrations/default/1700000000000_init/down.sql',
    'hasura/migrations/default/1700000000001_more/up.sql 1700000000001 more none',
    'hasura/migrations/legacy/1700000000002_x/up.sql 1700000000002 x none',
  ]);
  expect(found.operations).toEqual([
    'hasura/migrations/default/1700000000000_init/up.sql:1 createTable up per-migration',
    'hasura/migrations/default/1700000000000_init/down.sql:1 dropTable down per-migration',
    'hasura/migrations/default/1700000000001_more/up.sql:1 addColumn up per-migration',
    'hasura/migrations/legacy/1700000000002_x/up.sql:1 addColumn up per-migration',
  ]);
});

test('a project of version 2 has no folder per database, and steps in YAML are listed', async () => {
  const found = await overview({
    'config.yaml': 'version: 2\nmetadata_directory: metadata\n',
    'migrations/1_init/up.sql': 'create table a (id int);\n',
    'migrations/2_meta/up.yaml': '- type: track_table\n  args: {}\n',
    'migrations/2_meta/down.yaml': '- type: untrack_table\n  args: {}\n',
  });
  expect(found.sets).toEqual(['hasura migrations [postgresql]']);
  expect(found.migrations).toEqual([
    'migrations/1_init/up.sql 1 init none',
    'migrations/2_meta/up.yaml 2 meta explicit migrations/2_meta/down.yaml',
  ]);
  expect(found.operations.at(-1)).toBe('migrations/2_meta/up.yaml:1 opaque up per-migration');
});

test('the same layout below another config.yaml is not Hasura’s', async () => {
  const found = await overview({
    'config.yaml': 'version: 3\nlogging: debug\n',
    'Cargo.toml': '[dependencies]\ndiesel = { version = "2", features = ["postgres"] }\n',
    'migrations/1_init/up.sql': 'create table a (id int);\n',
  });
  expect(found.sets).toEqual(['diesel migrations [postgresql]']);
});

test('the first line of a file, or the call, switches the transaction off; several statements are in one all the same', async () => {
  const project = {
    'config.yaml': 'version: 2\nmetadata_directory: metadata\n',
    'migrations/1_one/up.sql': '-- hasura:no-transaction\ncreate index concurrently i on t (a);\n',
    'migrations/1_one/down.sql': 'drop index i;\n',
    'migrations/2_two/up.sql':
      '-- hasura:no-transaction\nalter table t add b int;\nalter table t add c int;\n',
    'migrations/3_late/up.sql': '\n-- hasura:no-transaction\nalter table t add d int;\n',
  };
  expect((await overview(project)).operations).toEqual([
    'migrations/1_one/up.sql:2 createIndex up none',
    'migrations/1_one/down.sql:1 dropIndex down per-migration',
    'migrations/2_two/up.sql:2 addColumn up per-migration',
    'migrations/2_two/up.sql:3 addColumn up per-migration',
    'migrations/3_late/up.sql:3 addColumn up per-migration',
  ]);
  const called = await overview({ ...project, Makefile: 'up:\n\thasura migrate apply --no-transaction\n' });
  expect(called.operations.at(-1)).toBe('migrations/3_late/up.sql:3 addColumn up none');
});
