import { expect, test } from 'vitest';
import { overview } from '../overview.js';

test('evolutions commit each statement; doubled semicolons are one inside a statement', async () => {
  const found = await overview({
    'conf/application.conf':
      'db.default.driver=org.postgresql.Driver\ndb.default.url="jdbc:postgresql://localhost/x"\n',
    'conf/evolutions/default/1.sql':
      '# Users schema\n\n# --- !Ups\nCREATE TABLE users (id bigint);\nCREATE FUNCTION f() RETURNS void AS $$ BEGIN PERFORM 1;; END;; $$ LANGUAGE plpgsql;\n\n# --- !Downs\nDROP TABLE users;\n',
    'conf/evolutions/default/10.sql': '-- !Ups\nALTER TABLE users ADD name text;\n',
    'conf/evolutions/default/2.sql': '-- !Ups\nALTER TABLE $evolutions{{{t}}} ADD age int;\n-- !Downs\n',
    'conf/evolutions/default/notes.sql': 'select 1;\n',
  });
  expect(found.sets).toEqual(['play conf/evolutions/default [postgresql]']);
  expect(found.migrations).toEqual([
    'conf/evolutions/default/1.sql 1  explicit',
    'conf/evolutions/default/2.sql 2  noop',
    'conf/evolutions/default/10.sql 10  none',
  ]);
  expect(found.operations).toEqual([
    'conf/evolutions/default/1.sql:4 createTable up none',
    'conf/evolutions/default/1.sql:5 executeSql up none',
    'conf/evolutions/default/1.sql:8 dropTable down none',
    'conf/evolutions/default/2.sql:2 addColumn up none',
    'conf/evolutions/default/10.sql:2 addColumn up none',
  ]);
  expect(found.skipped).toEqual([]);
});

test('without autocommit all pending ones share a transaction', async () => {
  const found = await overview({
    'conf/application.conf':
      'slick.dbs.main.profile="slick.jdbc.PostgresProfile$"\nplay.evolutions.autocommit = false\nplay.evolutions.useLocks = true\n',
    'conf/evolutions/main/1.sql': '# --- !Ups\nCREATE TABLE a (id int);\n',
  });
  expect(found.sets).toEqual(['play conf/evolutions/main [postgresql]']);
  expect(found.operations).toEqual(['conf/evolutions/main/1.sql:2 createTable up all-migrations']);
  expect(found.all[0]?.runner.holdsLock).toBe(true);
});

test('numbered SQL in a folder called evolutions is not Play’s without its marks', async () => {
  const found = await overview({ 'conf/evolutions/default/1.sql': 'create table a (id int);\n' });
  expect(found.sets.filter((line) => line.startsWith('play'))).toEqual([]);
});
