import { expect, test } from 'vitest';
import { overview } from '../overview.js';

test('annotations part the ways forth and back; the configuration names the dialect', async () => {
  const found = await overview({
    'dbconfig.yml': 'development:\n  dialect: postgres\n  datasource: dbname=x\n  dir: db/steps\n',
    'db/steps/2-index.sql':
      '-- +migrate Up notransaction\nCREATE INDEX CONCURRENTLY i ON people (id);\n\n-- +migrate Down\nDROP INDEX i;\n',
    'db/steps/1-people.sql':
      '-- +migrate Up\nCREATE TABLE people (id int);\n-- +migrate StatementBegin\nCREATE FUNCTION f() RETURNS void AS $$ BEGIN PERFORM 1; END; $$ LANGUAGE plpgsql;\n-- +migrate StatementEnd\n-- +migrate Down\nDROP TABLE people;\n',
    'db/steps/10-last.sql': '-- +migrate Up\nALTER TABLE people ADD name text;\n',
    'db/steps/schema.sql': 'CREATE TABLE people (id int, name text);\n',
  });
  expect(found.sets).toEqual(['sql-migrate db/steps [postgresql]']);
  expect(found.reasons).toEqual(['the dialect in dbconfig.yml is postgres']);
  expect(found.migrations).toEqual([
    'db/steps/1-people.sql 1 people explicit',
    'db/steps/2-index.sql 2 index explicit',
    'db/steps/10-last.sql 10 last none',
  ]);
  expect(found.operations).toEqual([
    'db/steps/1-people.sql:2 createTable up per-migration',
    'db/steps/1-people.sql:4 executeSql up per-migration',
    'db/steps/1-people.sql:7 dropTable down per-migration',
    'db/steps/2-index.sql:2 createIndex up none',
    'db/steps/2-index.sql:5 dropIndex down per-migration',
    'db/steps/10-last.sql:2 addColumn up per-migration',
  ]);
  expect(found.skipped).toEqual(['db/steps/schema.sql unsupported-syntax']);
});

test('an empty way back is a noop', async () => {
  const found = await overview({
    'mysql/1.sql': '-- +migrate Up\ncreate table a (id int);\n-- +migrate Down\n-- nothing\n',
  });
  expect(found.migrations).toEqual(['mysql/1.sql 1  noop']);
  expect(found.operations).toEqual(['mysql/1.sql:2 createTable up none']);
});

test('the annotations of goose and a mention in prose are not its own', async () => {
  const found = await overview({
    'a/1_a.sql': '-- +goose Up\ncreate table a (id int);\n',
    'b/notes.sql': '-- write "-- +migrate Up" in front\nselect 1;\n',
  });
  expect(found.sets).toEqual(['goose a [unknown]']);
});

test('one annotated file among those of another tool is a mistake, not a folder of sql-migrate', async () => {
  const found = await overview({
    Makefile: 'up:\n\tmigrate -path steps -database postgres://localhost/x up\n',
    'steps/1_a.up.sql': 'create table a (id int);\n',
    'steps/1_a.down.sql': 'drop table a;\n',
    'steps/2_b.sql': '-- +migrate Up\ncreate table b (id int);\n',
  });
  expect(found.sets).toEqual(['golang-migrate steps [postgresql]']);
});
