import { expect, test } from 'vitest';
import { overview } from '../overview.js';

const module =
  'module app\n\nrequire (\n\tgithub.com/uptrace/bun v1.2.0\n\tgithub.com/uptrace/bun/dialect/pgdialect v1.2.0\n)\n';

test('names say what runs in a transaction; stretches between splits go in one piece', async () => {
  const found = await overview({
    'go.mod': module,
    'db/20240101000000_users.tx.up.sql':
      'create table users (id int);\n--bun:split\ncreate table teams (id int);\n',
    'db/20240101000000_users.tx.down.sql': 'drop table users;\n',
    'db/20240102000000_index.up.sql':
      'create index concurrently i on users (id);\n--bun:split\nset lock_timeout = 1;\nalter table users add a int;\n',
    'db/main.go': 'package db\n',
  });
  expect(found.sets).toEqual(['bun db [postgresql]']);
  expect(found.migrations).toEqual([
    'db/20240101000000_users.tx.up.sql 20240101000000 users explicit db/20240101000000_users.tx.down.sql',
    'db/20240102000000_index.up.sql 20240102000000 index none',
  ]);
  expect(found.operations).toEqual([
    'db/20240101000000_users.tx.up.sql:1 createTable up per-migration',
    'db/20240101000000_users.tx.up.sql:3 createTable up per-migration',
    'db/20240101000000_users.tx.down.sql:1 dropTable down per-migration',
    'db/20240102000000_index.up.sql:1 createIndex up none',
    'db/20240102000000_index.up.sql:3 setSetting up per-migration',
    'db/20240102000000_index.up.sql:4 addColumn up per-migration',
  ]);
});

test('pairs of SQL in a project of golang-migrate are not bun’s', async () => {
  const found = await overview({
    'go.mod': 'module app\n\nrequire github.com/golang-migrate/migrate/v4 v4.17.0\n',
    'pg/20240101000000_a.up.sql': 'create table a (id int);\n',
  });
  expect(found.sets).toEqual(['golang-migrate pg [postgresql]']);
});

test('files that a program hands to chmigrate are for ClickHouse; what it fills in is read as names', async () => {
  const found = await overview({
    'go.mod': 'module x\n\nrequire github.com/uptrace/bun/dialect/pgdialect v1.2.0\n',
    'ch/main.go': 'package ch\n\nvar Migrations = chmigrate.NewMigrations()\n',
    'ch/20240101000000_a.up.sql':
      'CREATE TABLE ?DB.spans ?ON_CLUSTER (id UInt64 Codec(?CODEC)) ENGINE = ?(REPLICATED)MergeTree() ORDER BY id\n\n--migration:split\n\nDROP TABLE IF EXISTS ?DB.old ?ON_CLUSTER\n',
  });
  expect(found.sets).toEqual(['bun ch [clickhouse]']);
  expect(found.operations).toEqual([
    'ch/20240101000000_a.up.sql:1 createTable up none',
    'ch/20240101000000_a.up.sql:5 dropTable up none',
  ]);
});
